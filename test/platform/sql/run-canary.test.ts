import { beforeEach, describe, expect, it } from 'vitest';
import type { DuckDBSession } from '../../../platform/duckdb/session.ts';
import { buildModels } from '../../../platform/sql/build-models.ts';
import { type CanaryRequest, runCanary } from '../../../platform/sql/run-canary.ts';
import type { SqlProject } from '../../../platform/sql/sql-model.ts';
import { loadProject } from './load-project.ts';
import { openVisitsSession } from './open-visits-session.ts';

const params = { as_of: { date: '2021-02-01' } };
/** One row per customer: the visits before $as_of, and, which it should not know, the last one of all. */
const CUSTOMERS = `select
    id,
    case when id = 'M1' then 'old' else 'new' end as kind,
    count(*) filter (day < $as_of)::integer as visits,
    max(day) as last_day,
    max(day) >= $as_of as label
  from staging.stg_visits group by id`;
const CANARIES = {
  'canaries/delete_after/visits': `select visits.* from raw.visits semi join marts.customers using (id)
    where day < $as_of or id not in (select id from marts.customers where kind = $kind)`,
  'canaries/append_after/visits': `from raw.visits
    union all select id, date '2021-03-01' from marts.customers where kind = $kind`,
  'canaries/lose_everybody/visits': 'from raw.visits where id <> $kind limit 0',
};
const request: CanaryRequest = {
  canary: 'delete_after',
  target: 'marts.customers',
  slice: { kind: 'old' },
  outcomes: ['label'],
  params,
};

let session: DuckDBSession;
let project: SqlProject;
beforeEach(async () => {
  session = await openVisitsSession();
  project = await loadProject({
    'staging/stg_visits':
      '-- One row per visit.\n-- grain: id, day\nselect id, day from raw.visits group by all',
    'marts/customers': CUSTOMERS,
    ...CANARIES,
  });
  await buildModels(session, project, { params });
});
const run = (change: Partial<CanaryRequest> = {}) => runCanary(session, project, { ...request, ...change });

describe('a canary', () => {
  it.each(['delete_after', 'append_after'])('%s names the column that knows the future', async (canary) => {
    expect(await run({ canary })).toEqual({ rows: 1, changed: 1, columns: ['last_day'] });
  });

  it('finds nothing where the column is one that may know it', async () => {
    expect(await run({ outcomes: ['label', 'last_day'] })).toEqual({ rows: 1, changed: 0, columns: [] });
    expect(await run({ outcomes: [] })).toMatchObject({ columns: ['last_day', 'label'] });
  });

  it('compares the slice only, whose values it is given', async () => {
    expect(await run({ canary: 'append_after', slice: { kind: 'new' } })).toMatchObject({
      rows: 1,
      changed: 1,
    });
    expect(await run({ slice: { kind: 'none' } })).toEqual({ rows: 0, changed: 0, columns: [] });
  });

  it('counts a row that is gone, in all its columns', async () => {
    const found = await run({ canary: 'lose_everybody' });
    expect(found).toEqual({ rows: 1, changed: 1, columns: ['kind', 'visits', 'last_day'] });
  });

  it('leaves the session as it was', async () => {
    const read = () =>
      session.rows('from raw.visits union all select id, last_day from marts.customers order by all');
    const before = await read();
    await run({ canary: 'lose_everybody' });
    await run({ canary: 'lose_everybody' });
    expect(await read()).toEqual(before);
  });

  it('that does not exist is an error, and so is a parameter that it has no value for', async () => {
    await expect(run({ canary: 'delete' })).rejects.toThrow(
      'no canary delete (expected one of append_after, delete_after, lose_everybody)',
    );
    await expect(run({ slice: {} })).rejects.toThrow(
      'canaries/delete_after/visits.sql: parameter $kind has no value',
    );
    expect(await run()).toMatchObject({ rows: 1 });
  });
});
