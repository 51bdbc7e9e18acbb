import { expect, it } from 'vitest';
import { orderModels } from '../../../platform/sql/order-models.ts';
import { sketchModel } from './sketch-model.ts';

const models = [
  sketchModel('marts.customers', ['intermediate.visits', 'staging.customers']),
  sketchModel('intermediate.visits', ['staging.visits']),
  sketchModel('staging.visits', ['raw.visits']),
  sketchModel('staging.customers', ['raw.customers']),
  sketchModel('marts.products', ['staging.visits']),
];
const namesOf = (targets?: readonly string[], from = models) =>
  orderModels(from, targets).map((model) => model.name);

it('puts each model after all that it reads, whatever order they come in', () => {
  const ordered = [
    'staging.visits',
    'intermediate.visits',
    'staging.customers',
    'marts.customers',
    'marts.products',
  ];
  expect(namesOf()).toEqual(ordered);
  expect(namesOf(undefined, models.toReversed())).toEqual(ordered);
});

it('leaves out what the targets do not rest on', () => {
  expect(namesOf(['marts.products'])).toEqual(['staging.visits', 'marts.products']);
  expect(namesOf(['marts.products', 'intermediate.visits'])).toEqual([
    'staging.visits',
    'intermediate.visits',
    'marts.products',
  ]);
});

it('names a cycle without the way into it', () => {
  const cycle = [
    sketchModel('intermediate.a', ['intermediate.b']),
    sketchModel('intermediate.b', ['intermediate.c']),
    sketchModel('intermediate.c', ['intermediate.b']),
  ];
  expect(() => orderModels(cycle)).toThrow(
    'models read each other: intermediate.b → intermediate.c → intermediate.b',
  );
});

it('refuses a target that does not exist', () => {
  expect(() => namesOf(['marts.customer'])).toThrow(
    'no model marts.customer (expected one of marts.customers,',
  );
});
