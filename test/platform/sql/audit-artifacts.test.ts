import { expect, it } from 'vitest';
import { artifactOf } from '../../../platform/sql/artifact-of.ts';
import { auditArtifacts } from '../../../platform/sql/audit-artifacts.ts';
import { AuditError } from '../../../platform/sql/run-audits.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';
import { openTestSession } from '../duckdb/open-test-session.ts';
import { loadProject } from './load-project.ts';

/** Every visit has a customer, and every customer a visit: not those of D, who is no raw customer, and of F. */
const SHOP = {
  'staging/stg_seen':
    '-- One row per visit.\n-- grain: customer_id, day\nselect cust as customer_id, day from raw.visits',
  'audits/visits_have_customers':
    '-- One row per visit of nobody.\n-- grain: customer_id, day\nselect customer_id, day from staging.stg_seen anti join raw.customers on cust = customer_id',
  'audits/customers_come':
    '-- One row per customer without a visit.\n-- grain: customer_id\nselect cust as customer_id from raw.customers anti join staging.stg_seen on cust = customer_id',
  'audits/visits_are_many':
    '-- One row per number below seven.\n-- grain: visits\nselect count(*) as visits from staging.stg_seen having count(*) < 7',
};

async function audit(rows?: number) {
  const [session, directory] = [await openTestSession(), makeTemporaryDirectory()];
  const tables = {
    'raw.customers': `select unnest(['A', 'B', 'C', 'E', 'F']) as cust`,
    'staging.stg_seen': `select unnest(['A', 'B', 'B', 'C', 'D', 'D', 'E']) as customer_id, unnest(range(7)) as day`,
  };
  const paths: Record<string, string> = {};
  for (const [name, query] of Object.entries(tables)) {
    const path = `${directory}/${artifactOf(name)}.parquet`;
    await session.copyToParquet({ query }, path, { orderBy: [] });
    paths[artifactOf(name)] = path;
  }
  const slicing = rows === undefined ? undefined : { column: 'customer_id', rawColumn: 'cust', rows };
  const error = await auditArtifacts(
    session,
    await loadProject(SHOP),
    {},
    { paths, ...(slicing && { slicing }) },
  ).catch((reason: unknown) => reason);
  const [{ slices } = { slices: 0 }] = await session.rows<{ slices: number }>(
    `select count(*)::integer as slices from duckdb_views() where schema_name = 'whole'`,
  );
  return { failures: (error as AuditError).failures, error, slices };
}

it('finds the same a slice at a time as in all rows, those of nobody known as well', async () => {
  const [whole, sliced] = [await audit(), await audit(2)];
  expect(whole.error).toBeInstanceOf(AuditError);
  expect(whole.failures.map(({ rows, examples }) => ({ rows, examples }))).toEqual([
    { rows: 1, examples: [{ customer_id: 'F' }] },
    {
      rows: 2,
      examples: [
        { customer_id: 'D', day: 4 },
        { customer_id: 'D', day: 5 },
      ],
    },
  ]);
  expect(sliced.failures.map(({ rows, examples }) => ({ rows, examples }))).toEqual(
    whole.failures.map(({ rows, examples }) => ({ rows, examples })),
  );
  expect([whole.slices, sliced.slices]).toEqual([0, 2]);
});

it('takes as one slice what has no more rows than a slice may have', async () => {
  const { failures, slices } = await audit(5);
  expect(failures).toHaveLength(2);
  expect(slices).toBe(0);
});
