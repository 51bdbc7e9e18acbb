import { expect, it } from 'vitest';
import { z } from 'zod';
import { NightInput } from '../../../models/contracts/night.ts';
import { PropensityInput } from '../../../models/contracts/propensity-input.ts';
import { RunInput } from '../../../models/contracts/run-input.ts';

const RUN = 'source, dataset, asOf, seed, dryRun, set, force, onFailure, parkUntil, replay';

it.each<[string, z.ZodType, unknown, string]>([
  ['a name that is misspelt', RunInput, { datset: 'shop' }, `there is no datset (expected any of ${RUN})`],
  ['a text', RunInput, 'shop', `invalid input: "shop" (expected an object such as {}, with any of ${RUN})`],
  ['a list', RunInput, [1], `invalid input: [1] (expected an object such as {}, with any of ${RUN})`],
  [
    'what a question needs',
    PropensityInput,
    { source: 'a.csv', id: 'id', label: 'paid', lable: 'paid' },
    `there is no lable (expected any of ${RUN}, id, label, time)`,
  ],
  [
    'names of a night',
    NightInput,
    { datasets: ['shop'] },
    'there is no datasets (expected any of dataset, pipelines, dryRun, set)',
  ],
  [
    'names of a part',
    RunInput.pick({ dryRun: true }),
    { asOf: '2022-01-01' },
    'there is no asOf (expected any of dryRun)',
  ],
])('answers %s with what is allowed', (_, schema, input, message) => {
  expect(z.prettifyError(schema.safeParse(input).error!)).toBe(`✖ ${message}`);
});

it('leaves what is wrong with one field to that field', () => {
  expect(z.prettifyError(RunInput.safeParse({ dryRun: 'yes' }).error!)).toMatch(
    /expected boolean.*\n.*at dryRun/,
  );
});
