import { describe, expect, it } from 'vitest';
import { describeCard } from '../../../models/night/describe-card.ts';
import type { OnCallFacts } from '../../../models/night/on-call-facts.ts';
import { writeCard } from '../../../models/night/write-card.ts';

// 03:00 in Seoul.
const now = new Date('2026-11-20T18:00:00Z');
const FACTS: OnCallFacts = {
  ...{ pipeline: 'affiliate-expansion', dataset: 'shop', broken: [], watchedSince: '2026-11-01T00:00Z' },
  run: {
    ...{ runId: '0192ab34-0000', workflowId: 'nightly/2026-11-21/affiliate-expansion' },
    ...{ state: 'finished', outcome: 'PUBLISHED', error: null },
  },
  live: {
    ...{ publicationId: 'pub_01', version: 3, asOf: '2026-11-21', rows: 812 },
    ...{ validUntil: '2026-12-20', missing: [] },
  },
  publishedAt: '2026-11-20T17:30Z',
};
const RUN = FACTS.run!;
const LIVE = FACTS.live!;
const card = (change: Partial<OnCallFacts> = {}, at = now) =>
  writeCard({ ...FACTS, ...change }, { now: at, timeZone: 'Asia/Seoul' });

describe('the card of a pipeline', () => {
  it('says that all is well, and what is live until when', () => {
    expect(describeCard(card())).toBe(
      [
        'affiliate-expansion/shop: ok, safe until morning',
        '  what       nightly/2026-11-21/affiliate-expansion ended: PUBLISHED',
        '  live       version 3 as of 2026-11-21, 812 rows, valid until 2026-12-20',
        '  otherwise  what is live stays live; its rows end on 2026-12-20',
      ].join('\n'),
    );
  });

  it('says which step waits, when the run gives up and the one command', () => {
    const broken = [
      { step: 'fit', state: 'failed', error: 'gone by', parkedUntil: null },
      {
        step: 'plan-strategies',
        state: 'parked',
        error: 'TypeError: no\nat plan',
        parkedUntil: '2026-11-21T16:00Z',
      },
    ] as const;
    const run = { ...RUN, state: 'running', outcome: null } as const;
    expect(card({ run, broken: [...broken] })).toMatchObject({
      state: 'parked',
      what: 'step plan-strategies waits for a decision: TypeError: no',
      otherwise: 'the run gives up at 2026-11-21T16:00Z; what is live stays live; its rows end on 2026-12-20',
      command: 'crosslift decide 0192ab34 retry --step plan-strategies --actor NAME --reason WHY',
    });
  });

  it('says where a run failed and how to go on from there, or how to start again', () => {
    const run = {
      ...RUN,
      state: 'failed',
      outcome: null,
      error: 'ContractError: 2 problems:\n  no file\n  no column',
    } as const;
    const broken = [{ step: 'ingest-source', state: 'failed', error: 'no file', parkedUntil: null } as const];
    expect(card({ run, broken })).toMatchObject({
      ...{ state: 'failed', command: 'crosslift replay 0192ab34 --from ingest-source' },
      what: 'nightly/2026-11-21/affiliate-expansion failed at ingest-source: no file',
      otherwise: 'the next night starts anew; what is live stays live; its rows end on 2026-12-20',
    });
    expect(card({ run, live: null, watchedSince: null })).toMatchObject({
      ...{ safe: false, live: 'nothing', command: 'crosslift run affiliate-expansion --dataset shop' },
      what: 'nightly/2026-11-21/affiliate-expansion failed: ContractError: 2 problems: no file',
      otherwise: 'nothing runs it again; nothing is live, and nothing is sent',
    });
    expect(card({ run: { ...run, state: 'cancelled' } }).what).toContain('was cancelled');
  });

  it('says which sinks have not got what is live', () => {
    expect(card({ live: { ...LIVE, missing: ['crm'] } })).toMatchObject({
      ...{ state: 'partial', what: 'nightly/2026-11-21/affiliate-expansion is not in crm' },
      command: 'crosslift publications resume pub_01 --actor NAME --reason WHY',
    });
  });

  it('says nothing of sinks while a run is under way', () => {
    const run = { ...RUN, state: 'running', outcome: null } as const;
    expect(card({ run, live: { ...LIVE, missing: ['crm'] } })).toMatchObject({
      ...{ state: 'running', command: null },
    });
  });
});

describe('a pipeline', () => {
  it.each([
    ['2026-11-20T17:30Z', '2026-11-21T19:30:00Z', 'ok'],
    ['2026-11-20T17:30Z', '2026-11-21T19:31:00Z', 'late'],
    [null, '2026-11-02T02:00:00Z', 'ok'],
    [null, '2026-11-02T02:01:00Z', 'late'],
  ])('with its last publication at %s is at %s %s', (publishedAt, at, state) => {
    expect(card({ publishedAt }, new Date(at)).state).toBe(state);
  });

  it('is late whatever the reason, and the card says it', () => {
    const at = new Date('2026-11-22T18:00:00Z');
    const late = (run: OnCallFacts['run']) => card({ run }, at);
    expect(late({ ...RUN, outcome: 'HELD' })).toMatchObject({
      what: 'no publication since 2026-11-20T17:30Z, for more than 26 h; nightly/2026-11-21/affiliate-expansion ended: HELD',
      command: 'crosslift status 0192ab34',
    });
    expect(late(RUN).command).toBe('crosslift run affiliate-expansion --dataset shop');
    expect(late({ ...RUN, state: 'running', outcome: null })).toMatchObject({
      what: expect.stringMatching(/is under way$/),
      command: 'crosslift status 0192ab34',
    });
    expect(late(null).what).toMatch(/; no run yet$/);
  });

  it('is not late where nothing runs it', () => {
    expect(card({ watchedSince: null }, new Date('2027-01-01T00:00:00Z')).state).toBe('ok');
  });

  it.each([
    // At night the morning is that of the day, from 9:00 on it is that of the next.
    ['2026-11-20T18:00:00Z', '2026-11-21', true],
    ['2026-11-20T23:59:00Z', '2026-11-21', true],
    ['2026-11-21T00:00:00Z', '2026-11-21', false],
    ['2026-11-21T00:00:00Z', '2026-11-22', true],
    ['2026-11-20T18:00:00Z', '2026-11-20', false],
    ['2026-11-20T18:00:00Z', null, false],
  ])('at %s, valid until %s, is safe until morning: %s', (at, validUntil, safe) => {
    expect(card({ live: { ...LIVE, validUntil } }, new Date(at)).safe).toBe(safe);
  });
});
