import { join } from 'node:path';
import { exportEventRows } from '../../../activities/affiliate/export-event-rows.ts';
import { DEFAULT_POLICY } from '../../../models/gates/policy.ts';
import { openSession } from '../../../platform/duckdb/session.ts';
import { buildModels } from '../../../platform/sql/build-models.ts';
import type { StepServices } from '../../../platform/steps/services.ts';
import { loadSqlProject } from '../../../platform/steps/sql-projects.ts';
import { generateSample, type SampleOptions } from '../../../sample/index.ts';
import { viewRaw } from '../../support/ingest-raw.ts';
import { giveArtifacts, runStep } from '../../support/step-harness.ts';

/** The event rows of a sample, as the experiment exports them; of all tables only what they rest on is built. */
export async function makeEventRows(
  services: StepServices,
  { profile, customers }: Pick<SampleOptions, 'profile' | 'customers'>,
) {
  const scratch = services.config.stateDir;
  const directory = join(scratch, `${profile}-${customers}`);
  await generateSample({ pipeline: 'affiliate-expansion', directory, customers, profile, seed: 1 });
  const session = await openSession({ memoryLimitMb: 1024, threads: 1, scratchDir: join(scratch, 'spill') });
  await viewRaw(session, { source: directory, scratch });
  await buildModels(session, await loadSqlProject('affiliate'), {
    targets: ['marts.extension_events', 'marts.affiliates'],
    params: { as_of: { date: '2022-01-01' }, extracts_overlap: true },
  });
  const give = (table: string, orderBy: string[]) => ({
    file: `${table}.parquet`,
    rows: 0,
    write: (path: string) => session.copyToParquet({ table: `marts.${table}` }, path, { orderBy }),
  });
  const tables = await giveArtifacts(services, {
    extension_events: give('extension_events', ['customer_id', 'event_number']),
    affiliates: give('affiliates', ['affiliate_index']),
  });
  await session.close();
  const exported = await runStep(exportEventRows, services, {
    step: 'export-event-rows',
    params: { minRows: DEFAULT_POLICY.minRows },
    inputs: tables,
  });
  return { tables, exported };
}
