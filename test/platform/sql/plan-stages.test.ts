import { expect, it } from 'vitest';
import { planStages } from '../../../platform/sql/plan-stages.ts';
import { sketchModel } from './sketch-model.ts';

const plan = (models: ReturnType<typeof sketchModel>[]) =>
  planStages(models, 'customer_id').map((stage) => [
    stage.isSliced ? 'each slice' : 'all rows',
    ...stage.models.map(({ name }) => name),
  ]);

it('builds of each slice what is by customer or by slice, and of all rows what they give', () => {
  const stages = plan([
    sketchModel('staging.products', ['raw.products'], ['product_code']),
    sketchModel('staging.visits', ['raw.visits'], ['customer_id', 'day']),
    sketchModel('intermediate.sums', ['staging.visits', 'staging.products'], ['slice', 'product_code']),
    sketchModel('intermediate.totals', ['intermediate.sums'], ['product_code']),
    sketchModel('marts.shares', ['intermediate.totals', 'staging.visits'], ['customer_id', 'product_code']),
    sketchModel('marts.products', ['intermediate.totals', 'staging.products'], ['product_code']),
    sketchModel('marts.tally', ['marts.shares'], ['kind']),
  ]);
  expect(stages).toEqual([
    ['all rows', 'staging.products'],
    ['each slice', 'staging.visits', 'intermediate.sums'],
    ['all rows', 'intermediate.totals', 'marts.products'],
    ['each slice', 'marts.shares'],
    ['all rows', 'marts.tally'],
  ]);
});

it('refuses a grain in which what slices are made by comes later: their rows would not follow one another', () => {
  expect(() => plan([sketchModel('marts.visits', [], ['day', 'customer_id'])])).toThrow(
    'sql/shop/marts/visits.sql: grain day, customer_id (expected customer_id first, since slices follow one another)',
  );
});
