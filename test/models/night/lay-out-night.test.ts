import { describe, expect, it } from 'vitest';
import type { NightInput } from '../../../models/contracts/night.ts';
import { ProjectConfig } from '../../../models/contracts/project-config.ts';
import { chooseScopes, layOutNight } from '../../../models/night/lay-out-night.ts';

const SHOP = { pipeline: 'affiliate-expansion', source: '/srv/shop' } as const;
const project = ProjectConfig.parse({
  timeZone: 'Asia/Seoul',
  datasets: {
    seoul: { pipeline: 'trial-conversion', source: '/srv/seoul' },
    york: { ...SHOP, timeZone: 'America/New_York' },
    shop: SHOP,
  },
});
// 02:00 of the 21st in Seoul, noon of the 20th in New York.
const scheduledAt = new Date('2026-11-20T17:00:00Z');
const given = (input: NightInput = {}, change: object = {}) => ({
  ...{ input, scheduledAt, project, allowsSamples: true, next: new Date('2026-11-21T17:00:00Z') },
  ...change,
});

describe('a night', () => {
  it('runs every dataset as of the local date of the scheduled time, and waits until an hour before the next', () => {
    const { date, runs } = layOutNight(given());
    expect(date).toBe('2026-11-21');
    const waits = { onFailure: 'park', parkUntil: '2026-11-21T16:00:00.000Z' };
    expect(runs).toEqual([
      {
        ...{ pipeline: 'trial-conversion', dataset: 'seoul' },
        workflowId: 'nightly/2026-11-21/trial-conversion',
        input: { dataset: 'seoul', asOf: '2026-11-21', ...waits },
      },
      {
        ...{ pipeline: 'affiliate-expansion', dataset: 'york' },
        workflowId: 'nightly/2026-11-20/affiliate-expansion/york',
        input: { dataset: 'york', asOf: '2026-11-20', ...waits },
      },
      {
        ...{ pipeline: 'affiliate-expansion', dataset: 'shop' },
        workflowId: 'nightly/2026-11-21/affiliate-expansion/shop',
        input: { dataset: 'shop', asOf: '2026-11-21', ...waits },
      },
    ]);
  });

  it('of one dataset has the names of a night of all, so that both cannot run at once', () => {
    const ids = (input: NightInput) => layOutNight(given(input)).runs.map(({ workflowId }) => workflowId);
    expect(ids({ dataset: 'shop' })).toEqual(['nightly/2026-11-21/affiliate-expansion/shop']);
    expect(ids({ dataset: 'seoul' })).toEqual(['nightly/2026-11-21/trial-conversion']);
    expect(layOutNight(given({ dataset: 'york' })).date).toBe('2026-11-20');
  });

  it('hands on what it was told, and gives a run its own patience where nothing comes after it', () => {
    const input = { dataset: 'shop', dryRun: true, set: { 'gate.minAuc': '0.6' } };
    expect(layOutNight(given(input, { next: null })).runs[0]?.input).toEqual({
      ...input,
      ...{ asOf: '2026-11-21', onFailure: 'park' },
    });
  });

  it('runs the samples, as of their own last day, where nothing real is configured or connected', () => {
    const { runs } = layOutNight(given({}, { project: {} }));
    expect(runs.map(({ pipeline, dataset, input }) => [pipeline, dataset, input.asOf])).toEqual([
      ['trial-conversion', 'sample', undefined],
      ['affiliate-expansion', 'sample', undefined],
    ]);
    expect(chooseScopes(given({}, { project: {}, allowsSamples: false }))).toEqual([]);
  });
});
