import { expect, it } from 'vitest';
import {
  describePublication,
  describePublications,
  type PublicationView,
} from '../../cli/describe-publications.ts';
import { DIFF } from '../models/contracts/examples.ts';

const LIVE_AT = new Date('2021-12-15T02:03:04Z');
const view = (change: Partial<PublicationView> = {}): PublicationView => ({
  ...{ publication_id: 'pub_1', dataset: 'shop', pipeline: 'affiliate-expansion', version: 3, run_id: 'r1' },
  ...{
    as_of: '2021-12-15',
    digest: 'd',
    row_count: 1_100,
    state: 'live',
    staged_at: LIVE_AT,
    live_at: LIVE_AT,
  },
  ...{ suppressed: { nightly_cap: 3 }, strategies: null, validation: null, basis: null },
  ...{ sinks: ['postgres'], diff: DIFF },
  receipts: [
    {
      ...{
        publication_id: 'pub_1',
        sink: 'postgres',
        row_count: 1_000,
        location: 'crosslift.live_strategies',
      },
      ...{ suppressed: {}, delivered_at: LIVE_AT },
    },
  ],
  missing: [],
  ...change,
});

it('lists what is live and what was', () => {
  expect(
    describePublications([view(), view({ publication_id: 'pub_0', version: 2, state: 'replaced' })]),
  ).toBe(
    [
      'publication  of                        version  as of        rows  state     live since',
      'pub_1        affiliate-expansion/shop  v3       2021-12-15  1,100  live      2021-12-15 02:03:04',
      'pub_0        affiliate-expansion/shop  v2       2021-12-15  1,100  replaced  2021-12-15 02:03:04',
      '',
    ].join('\n'),
  );
});

it('calls what a sink has not got PARTIAL, with the command that resumes it', () => {
  const partial = view({ missing: ['files'] });
  expect(describePublications([partial])).toContain('PARTIAL: not in files');
  expect(describePublication(partial, [])).toMatch(/files +not yet +crosslift publications resume pub_1/);
});

it('shows receipts, causes, what was suppressed, and who moved the pointer', () => {
  const text = describePublication(view(), [
    {
      ...{
        flip_id: 1,
        dataset: 'shop',
        pipeline: 'affiliate-expansion',
        publication_id: 'pub_1',
        replaced_id: 'pub_0',
      },
      ...{ action: 'rollback', actor: 'Kim', reason: 'wrong prices', flipped_at: LIVE_AT },
    },
  ]);
  expect(text).toContain('the new data alone explain 120');
  expect(text).toMatch(/postgres +1,000 +2021-12-15 02:03:04 +crosslift.live_strategies/);
  expect(text).toMatch(/nightly_cap +3/);
  expect(text).toMatch(/rollback: to it +2021-12-15 02:03:04 +Kim +wrong prices/);
});
