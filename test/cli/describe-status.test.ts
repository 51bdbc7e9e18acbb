import { describe, expect, it } from 'vitest';
import { describeStatus, findSlowSteps } from '../../cli/describe-status.ts';
import type { OnCallCard } from '../../models/night/write-card.ts';
import type { RunRow } from '../../platform/postgres/run-log.ts';
import { EMPTY_STATUS } from './empty-status.ts';
import { sketchStep } from './sketch-step.ts';

const CARD: OnCallCard = {
  ...{ pipeline: 'affiliate-expansion', dataset: 'shop', state: 'ok', safe: true },
  ...{ what: 'shop ended: PUBLISHED', live: 'version 3', otherwise: 'it stays live', command: null },
};
const RUN: RunRow = {
  ...{ run_id: '0192ab34-0000', workflow_id: 'nightly/2026-11-21/affiliate-expansion' },
  ...{ pipeline: 'affiliate-expansion', dataset: 'shop', as_of: '2026-11-21', input: {}, result: null },
  ...{ state: 'finished', outcome: 'PUBLISHED', error: null, origin_run_id: null, origin_step: null },
  started_at: new Date('2026-11-20T17:00:00Z'),
  ended_at: new Date('2026-11-20T17:02:05Z'),
};

it('opens with what whoever is on call must know, and ends with the disk', () => {
  const slow = [{ run: RUN.run_id, step: 'fit-recommender', millis: 95_000, usual: 60_000 }];
  const disk = { ...EMPTY_STATUS.disk, artifacts: 1_400_000_000, logs: 12_400 };
  expect(describeStatus({ ...EMPTY_STATUS, cards: [CARD], runs: [RUN], slow, disk })).toBe(`\
affiliate-expansion/shop: ok, safe until morning
  what       shop ended: PUBLISHED
  live       version 3
  otherwise  it stays live

run       workflow                                state     outcome    started              took
0192ab34  nightly/2026-11-21/affiliate-expansion  finished  PUBLISHED  2026-11-20 17:00:00  2 min 5 s

slower than usual  of run          took    usually
fit-recommender    0192ab34  1 min 35 s  1 min 0 s

disk: artifacts 1.4 GB · logs 12 kB; 5.0 GB free (crosslift gc makes room)`);
});

it('says that nothing has run yet', () => {
  expect(describeStatus(EMPTY_STATUS)).toMatch(/^no run yet/);
});

describe('a step is slow', () => {
  const now = new Date('2026-11-20T17:01:00Z');
  const took = (seconds: number, change = {}) =>
    sketchStep({ ended_at: new Date(Date.parse('2026-11-20T17:00:00Z') + seconds * 1_000), ...change });
  const find = (step: ReturnType<typeof sketchStep>, usual: number) =>
    findSlowSteps([step], new Map([['fit-next-affiliate', usual]]), now);

  it.each([
    ['much longer', took(20), 10_000, 1],
    ['half as long again', took(15), 10_000, 0],
    ['some seconds more than nothing', took(4.9), 10, 0],
    ['anything, and was reused', took(90, { reused: true }), 10, 0],
    ['much longer, and goes on', took(0, { state: 'running', ended_at: null }), 10_000, 1],
    ['much longer, and failed', took(90, { state: 'failed' }), 10, 0],
  ])('where it took %s', (_, step, usual, count) => {
    expect(find(step, usual)).toHaveLength(count);
  });

  it('only where earlier runs know what is usual, the one that lost most first', () => {
    const steps = [took(30), took(50, { step: 'fit-segments' }), took(50, { step: 'new' })];
    const usual = new Map([
      ['fit-next-affiliate', 10_000],
      ['fit-segments', 20_000],
    ]);
    expect(findSlowSteps(steps, usual, now).map(({ step }) => step)).toEqual([
      ...['fit-segments', 'fit-next-affiliate'],
    ]);
  });
});
