import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DuckDBSession, openSession } from '../../../platform/duckdb/session.ts';
import { buildModels } from '../../../platform/sql/build-models.ts';
import { AuditError, runAudits } from '../../../platform/sql/run-audits.ts';
import { loadProject } from './load-project.ts';

let session: DuckDBSession;

beforeEach(async () => {
  session = await openSession({ memoryLimitMb: 256, threads: 1, scratchDir: tmpdir() });
  await session.run('create schema raw');
  await session.run(`create table raw.visits as select * from
    (values ('M1', date '2021-01-01'), ('M1', date '2021-02-01'), ('M2', date '2021-02-01')) as visits (id, day)`);
});
afterEach(() => session.close());

const asOf = { as_of: { date: '2021-02-01' } };

const shop = {
  'staging/stg_visits': '-- One row per visit.\n-- grain: id, day\nselect id, day from raw.visits',
  'marts/customers': `select id, count(*)::integer as visits
    from staging.stg_visits where day < $as_of group by all -- open ended`,
  'marts/days': `-- One row per day.\n-- grain: day\nselect day from staging.stg_visits group by all`,
};

describe('buildModels', () => {
  it('builds everything in order and counts rows', async () => {
    const built = await buildModels(session, await loadProject(shop), { params: { ...asOf, unused: 1 } });
    expect(built.map(({ name, rows }) => [name, rows])).toEqual([
      ['staging.stg_visits', 3],
      ['marts.customers', 1],
      ['marts.days', 2],
    ]);
    expect(await session.rows('from marts.customers')).toEqual([{ id: 'M1', visits: 1 }]);
  });

  it('builds only what a target rests on, and replaces it', async () => {
    const project = await loadProject(shop);
    const request = { targets: ['marts.customers'], params: asOf };
    await buildModels(session, project, request);
    const built = await buildModels(session, project, request);
    expect(built.map((model) => model.name)).toEqual(['staging.stg_visits', 'marts.customers']);
  });

  it('asks for a parameter that has no value', async () => {
    await expect(buildModels(session, await loadProject(shop), { params: {} })).rejects.toThrow(
      'shop/marts/customers.sql: parameter $as_of has no value',
    );
  });

  it.each([
    [
      'repeated',
      'select id from raw.visits',
      'is broken 1 times (expected unique and not null), such as {"id":"M1","copies":2}',
    ],
    [
      'null',
      `select nullif(id, 'M2') as id from raw.visits where day > date '2021-01-01'`,
      '{"id":null,"copies":1}',
    ],
  ])('refuses a %s grain', async (_, text, message) => {
    const building = buildModels(session, await loadProject({ 'staging/stg_ids': text }), { params: {} });
    await expect(building).rejects.toThrow(`shop/staging/stg_ids.sql: grain id is broken`);
    await expect(building).rejects.toThrow(message);
  });

  it('names the file and passes on what DuckDB says', async () => {
    const project = await loadProject({ 'staging/stg_ids': 'select idd as id from raw.visits' });
    await expect(buildModels(session, project, { params: {} })).rejects.toThrow(
      /^\S+\/shop\/staging\/stg_ids\.sql: Binder Error: Referenced column "idd" not found/,
    );
  });
});

describe('runAudits', () => {
  const audits = {
    'audits/all_known': 'select id from staging.stg_visits where id is null',
    'audits/none_late': 'select id, day from staging.stg_visits where day >= $as_of',
    'audits/none_twice': 'select id from staging.stg_visits group by all having count(*) > 1',
  };

  it('lists the audits that passed', async () => {
    const project = await loadProject({ ...shop, 'audits/all_known': audits['audits/all_known'] });
    await buildModels(session, project, { params: asOf });
    expect(await runAudits(session, project, asOf)).toEqual(['audits.all_known']);
  });

  it('reports every audit that found rows, with examples', async () => {
    const project = await loadProject({ ...shop, ...audits });
    await buildModels(session, project, { params: asOf });
    const error = await runAudits(session, project, asOf).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(AuditError);
    expect((error as AuditError).failures).toEqual([
      {
        audit: expect.stringMatching(/\/shop\/audits\/none_late\.sql$/),
        rows: 2,
        examples: [
          { id: 'M1', day: '2021-02-01' },
          { id: 'M2', day: '2021-02-01' },
        ],
      },
      { audit: expect.stringMatching(/none_twice\.sql$/), rows: 1, examples: [{ id: 'M1' }] },
    ]);
    expect((error as AuditError).message).toMatch(
      /none_late\.sql: 2 rows \(expected none\), such as \[\{"id":"M1"/,
    );
  });
});
