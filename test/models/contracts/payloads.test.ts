import { defaultPayloadConverter } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { ArtifactRef } from '../../../models/contracts/artifact.ts';
import { PropensityInput } from '../../../models/contracts/propensity-input.ts';
import { RunInput } from '../../../models/contracts/run-input.ts';
import { Verdict } from '../../../models/gates/verdict.ts';
import {
  artifact,
  PROPENSITY_CONTEXT,
  RUN_CONTEXT,
  RUN_INPUT,
  RUN_RESULT,
  STEP_CALL,
  STEP_RESULT,
  VERDICT,
} from './examples.ts';

const examples = { RUN_INPUT, RUN_CONTEXT, PROPENSITY_CONTEXT, RUN_RESULT, STEP_CALL, STEP_RESULT };
const send = (value: unknown) =>
  defaultPayloadConverter.fromPayload(defaultPayloadConverter.toPayload(value));

describe('what travels through Temporal', () => {
  it.each(Object.entries(examples))('%s arrives as it was sent', (_, example) => {
    expect(send(example)).toStrictEqual(example);
  });

  it.each(Object.entries(examples))('%s is far below the limit of 2 MB', (_, example) => {
    expect(defaultPayloadConverter.toPayload(example).data?.length).toBeLessThan(10_000);
  });

  it('would show a value that JSON changes', () => {
    for (const value of [new Date(0), Number.NaN, new Map([['a', 1]]), Float32Array.of(1)]) {
      expect(send({ value })).not.toStrictEqual({ value });
    }
  });
});

describe('RunInput', () => {
  it('takes everything and nothing', () => {
    expect(RunInput.parse(RUN_INPUT)).toEqual(RUN_INPUT);
    expect(RunInput.parse({})).toEqual({});
  });

  it.each([
    [{ asOf: '2021-02-30' }],
    [{ asOf: '20211215' }],
    [{ dataset: 'My Shop' }],
    [{ dataset: '-shop' }],
    [{ dataset: 'a'.repeat(64) }],
    [{ dataset: '../shop' }],
    [{ seed: 1.5 }],
    [{ seed: -1 }],
    [{ seed: 2 ** 31 }],
    [{ source: '' }],
    [{ force: '' }],
    [{ set: { 'gate.minRows': 3 } }],
    [{ as_of: '2021-12-15' }],
  ])('refuses %j', (input) => {
    expect(RunInput.safeParse(input).success).toBe(false);
  });
});

describe('PropensityInput', () => {
  const question = { source: '/data/offer.csv', id: 'customer', label: 'paid' };

  it('takes a question, with all that any run may be told', () => {
    const full = { ...RUN_INPUT, ...question, time: 'seen_at' };
    expect(PropensityInput.parse(full)).toEqual(full);
    expect(PropensityInput.parse(question)).toEqual(question);
  });

  it.each([{ source: undefined }, { id: '' }, { label: 3 }, { time: '' }, { target: 'paid' }])(
    'refuses %j',
    (change) => {
      expect(PropensityInput.safeParse({ ...question, ...change }).success).toBe(false);
    },
  );
});

describe('ArtifactRef', () => {
  it('is an address in the store, a sha256 and a count', () => {
    expect(ArtifactRef.parse(artifact('model.json'))).toEqual(artifact('model.json'));
  });

  it.each([{ uri: '/etc/passwd' }, { digest: 'A'.repeat(64) }, { digest: 'a' }, { rows: -1 }, { rows: 0.5 }])(
    'is refused with %j',
    (change) => {
      expect(ArtifactRef.safeParse({ ...artifact('model.json'), ...change }).success).toBe(false);
    },
  );
});

it('a verdict without a rule for it is one all the same', () => {
  expect(Verdict.parse({ ...VERDICT, rules: [] }).rules).toEqual([]);
});
