import { expect, it } from 'vitest';
import { buildModels } from '../../../platform/sql/build-models.ts';
import { AuditError, runAudits } from '../../../platform/sql/run-audits.ts';
import { createSliceViews } from '../../../platform/sql/slice-views.ts';
import { openTestSession } from '../duckdb/open-test-session.ts';
import { loadProject } from './load-project.ts';
import { openVisitsSession } from './open-visits-session.ts';

const asOf = { as_of: { date: '2021-02-01' } };

const shop = {
  'staging/stg_visits': '-- One row per visit.\n-- grain: id, day\nselect id, day from raw.visits',
};

const audits = {
  'audits/all_known': 'select id from staging.stg_visits where id is null',
  'audits/none_late': 'select id, day from staging.stg_visits where day >= $as_of',
  'audits/none_twice': 'select id from staging.stg_visits group by all having count(*) > 1',
};

it('lists the audits that passed', async () => {
  const session = await openVisitsSession();
  const project = await loadProject({ ...shop, 'audits/all_known': audits['audits/all_known'] });
  await buildModels(session, project, { params: asOf });
  expect(await runAudits(session, project, asOf)).toEqual(['audits.all_known']);
});

it('reports every audit that found rows, with examples', async () => {
  const session = await openVisitsSession();
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
  expect((error as AuditError).message).toMatch(/none_late\.sql: 2 rows \(expected none\)$/m);
});

it('runs a slice at a time what is of a slice, and counts what all of them found', async () => {
  const session = await openTestSession();
  await session.run(`create schema whole; create schema raw`);
  await session.run(
    `create table whole.visits as select unnest(['A', 'B', 'B', 'C', 'D', 'D']) as id, unnest(range(6)) as place`,
  );
  await createSliceViews(session, [{ view: 'raw.visits', source: 'whole.visits', column: 'id' }]);
  const project = await loadProject({
    'audits/each': '-- One row per visit.\n-- grain: id, place\nselect id, place from raw.visits',
    'audits/several':
      '-- One row per who came twice.\n-- grain: id\nselect id from raw.visits group by id having count(*) > 1',
    'audits/turns': '-- One row per number.\n-- grain: visits\nselect count(*) as visits from raw.visits',
  });
  const cut = {
    column: 'id',
    slices: [
      { from: null, until: 'B' },
      { from: 'B', until: 'D' },
      { from: 'D', until: null },
    ],
  };
  const failuresOf = async (...turns: [] | [typeof cut]) => {
    const error = await runAudits(session, project, {}, ...turns).catch((reason: unknown) => reason);
    return (error as AuditError).failures.map(({ rows, examples }) => ({ rows, examples }));
  };
  const sliced = await failuresOf(cut);
  expect(sliced).toEqual([
    {
      rows: 6,
      examples: [
        { id: 'A', place: 0 },
        { id: 'B', place: 1 },
        { id: 'B', place: 2 },
      ],
    },
    { rows: 2, examples: [{ id: 'B' }, { id: 'D' }] },
    { rows: 1, examples: [{ visits: 6 }] },
  ]);
  expect(sliced).toEqual(await failuresOf());
});
