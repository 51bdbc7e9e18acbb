import { describe, expect, it } from 'vitest';
import { describeEffects, describeReplay } from '../../cli/describe-replay.ts';
import type { RunRow } from '../../platform/postgres/run-log.ts';

const LIVE = { version: 4, as_of: '2026-11-21', row_count: 1_180 };
const RERUN = [
  { step: 'plan-strategies', reason: 'after' },
  { step: 'flip-publication', reason: 'after' },
  { step: 'deliver-files', reason: 'after' },
] as const;

describe('what would be published', () => {
  const effects = (change: object = {}, rerun: Parameters<typeof describeEffects>[0] = [...RERUN]) =>
    describeEffects(rerun, { isDry: false, asOf: '2026-11-21', live: LIVE, ...change });

  it('is the next version, in place of what is live', () => {
    expect(effects()).toEqual([
      'strategies are published as version 5 in place of version 4 (1180 rows, as of 2026-11-21), unless they are the same',
    ]);
    expect(effects({ live: undefined })).toEqual(['strategies are published: nothing is live yet']);
  });

  it('is nothing where nobody publishes', () => {
    expect(effects({ isDry: true })).toEqual(['nothing is published']);
    expect(effects({}, [{ step: 'write-report', reason: 'after' }])).toEqual(['nothing is published']);
    expect(effects({}, [{ step: 'deliver-files', reason: 'after' }])[0]).toMatch(/^nothing new goes live/);
  });

  it('would be refused where what is live is of a later day', () => {
    expect(effects({ asOf: '2026-11-20' })[0]).toMatch(
      /^publishing will be refused: version 4, as of 2026-11-21/,
    );
  });

  it('may follow a new champion', () => {
    expect(effects({}, [{ step: 'promote-models', reason: 'after' }])[0]).toContain('a champion may change');
  });
});

it('says which steps run, why, how long, and which are kept', () => {
  const run = { workflow_id: 'trial-conversion/gym/2026-11-21', run_id: '0a1b2c3d-1', as_of: '2026-11-21' };
  const text = describeReplay({
    run: run as RunRow,
    from: 'plan-strategies',
    reused: ['resolve-input', 'ingest-source'],
    rerun: [{ step: 'fit', reason: 'damaged' }, ...RERUN],
    expected: new Map([
      ['fit', 61_000],
      ['plan-strategies', 1_200],
    ]),
    expectedMillis: 62_200,
    effects: ['nothing is published'],
  });
  expect(text).toBe(
    [
      'replay of trial-conversion/gym/2026-11-21 (run 0a1b2c3d, as of 2026-11-21) from plan-strategies',
      '',
      '4 steps run with the code of now, about 1 min 2 s in all:',
      '  fit               1 min 1 s  its result is gone or damaged',
      '  plan-strategies       1.2 s',
      '  flip-publication          ?',
      '  deliver-files             ?',
      '',
      '2 steps keep the results of that run: resolve-input, ingest-source',
      '',
      'nothing is published',
      '',
    ].join('\n'),
  );
});
