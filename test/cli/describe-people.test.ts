import { expect, it } from 'vitest';
import { describePeople } from '../../cli/describe-people.ts';

const SEGMENTS = {
  segments: 12,
  empty_customers: 3,
  fit: 'first',
  fitted_as_of: '2021-12-15',
  persona_use: 'rules',
  bootstrap_ari: 0.852,
  k12_silhouette: 0.2466,
  k12_seed_ari: 0.9,
  k12_bootstrap_ari: 0.852,
};
const LIFETIME = {
  horizon_days: 92,
  purchases_mae: 3.3286,
  purchases_mae_model: 3.5,
  purchases_mae_own_rate: 3.9,
  purchases_mae_last_window: 3.4,
  spend_mae: 567_816.4,
  spend_mae_model: 590_019,
  spend_mae_own_rate: 630_998,
  spend_mae_last_window: 584_423,
};

it('prints the table over k on a night with a fit, and the errors beside their rules', () => {
  const [summary, table, lifetime] = describePeople({ segments: SEGMENTS, lifetime: LIFETIME });
  expect(summary).toBe(
    '12 segments, fitted as of 2021-12-15 (first), bootstrap ARI 0.852: personas rules; 3 customers without a purchase in the year',
  );
  expect(table?.split('\n')).toEqual([
    'segments  silhouette  ARI by seed  ARI by bootstrap',
    '      12       0.247        0.900             0.852',
  ]);
  expect(lifetime?.split('\n').slice(0, 2)).toEqual([
    'held-out 92 days  error, purchase days  error, money',
    'mix                              3.329        567816',
  ]);
});

it('says who moved on a frozen night, without the table', () => {
  const frozen = { ...SEGMENTS, fit: 'frozen', moved: 4, shared: 1_500, compared_with: '2021-12-14' };
  expect(describePeople({ segments: frozen })).toEqual([
    expect.stringMatching(/; 4 of 1500 customers moved since 2021-12-14$/),
  ]);
});

it('says that there is nothing to segment, and nothing of other pipelines', () => {
  expect(describePeople({ segments: { segments: 0 }, lifetime: { buyers: 0 } })).toEqual([
    'no segments: no customer has a purchase in the year',
  ]);
  expect(describePeople({})).toEqual([]);
});
