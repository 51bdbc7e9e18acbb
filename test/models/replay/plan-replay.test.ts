import { describe, expect, it } from 'vitest';
import {
  longestChain,
  planReplay,
  type ReplayOrigin,
  type ReplayStep,
} from '../../../models/replay/plan-replay.ts';

const step = (name: string, ...dependsOn: string[]): ReplayStep => ({ name, dependsOn });
const DAG = [
  step('resolve'),
  step('ingest', 'resolve'),
  step('fit', 'ingest'),
  step('segment', 'ingest'),
  step('plan', 'fit', 'segment'),
  step('publish', 'plan'),
];
const ALL = DAG.map(({ name }) => name);
/** A run that has results of all steps but some. */
const origin = (
  change: { without?: string[]; damaged?: string[]; finished?: boolean } = {},
): ReplayOrigin => ({
  finished: change.finished ?? true,
  recorded: new Set(
    ALL.filter((name) => ![...(change.without ?? []), ...(change.damaged ?? [])].includes(name)),
  ),
  damaged: new Set(change.damaged),
});

describe('planReplay', () => {
  it.each([
    ['plan', ['resolve', 'ingest', 'fit', 'segment'], ['plan', 'publish']],
    // What stands beside the step is kept.
    ['fit', ['resolve', 'ingest', 'segment'], ['fit', 'plan', 'publish']],
    ['resolve', [], ['resolve', 'ingest', 'fit', 'segment', 'plan', 'publish']],
  ])('from %s keeps what does not come after it', (from, reused, after) => {
    expect(planReplay(DAG, from, origin())).toEqual({
      reused,
      rerun: after.map((name) => ({ step: name, reason: 'after' })),
    });
  });

  it('does again what is damaged, and what reads that', () => {
    expect(planReplay(DAG, 'publish', origin({ damaged: ['fit'] }))).toEqual({
      reused: ['resolve', 'ingest', 'segment'],
      rerun: [
        { step: 'fit', reason: 'damaged' },
        { step: 'plan', reason: 'reads-damaged' },
        { step: 'publish', reason: 'after' },
      ],
    });
  });

  it('does what a failed run did not get to; what a finished one did without, it does without too', () => {
    const without = ['segment', 'publish'];
    expect(planReplay(DAG, 'publish', origin({ without, finished: false })).rerun).toEqual([
      { step: 'segment', reason: 'missing' },
      { step: 'publish', reason: 'after' },
    ]);
    expect(planReplay(DAG, 'publish', origin({ without }))).toEqual({
      reused: ['resolve', 'ingest', 'fit', 'plan'],
      rerun: [{ step: 'publish', reason: 'after' }],
    });
  });

  it('refuses a step that is not there, and says which are', () => {
    expect(() => planReplay(DAG, 'train', origin())).toThrow(
      'there is no step train (expected resolve, ingest, fit, segment, plan, publish)',
    );
  });
});

describe('longestChain', () => {
  it('adds up the steps that wait for each other', () => {
    const millis = { ingest: 10, fit: 50, segment: 20, plan: 5 };
    expect(longestChain(DAG, new Map(Object.entries(millis)))).toBe(65);
    expect(longestChain(DAG, new Map())).toBe(0);
  });
});
