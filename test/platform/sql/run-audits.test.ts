import { expect, it } from 'vitest';
import { buildModels } from '../../../platform/sql/build-models.ts';
import { AuditError, runAudits } from '../../../platform/sql/run-audits.ts';
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
