import type { RunContext } from '../models/contracts/run.ts';
import type { Dag } from './dag.ts';
import { omit } from './pick.ts';

/** Raw files of a loyalty source → typed tables, built as of the run's day and audited; for runs and for the experiment. */
export async function prepareAffiliate(
  { pipeline, asOf, source: { files, ...place }, settings: { timeZone, extracts } }: RunContext,
  steps: Dag,
) {
  const digests = Object.fromEntries(files.map(({ table, digest }) => [table, digest]));
  const source = await steps.ingestSource({
    params: { pipeline, ...place, digests, timeZone },
    inputs: {},
  });
  const day = { asOf, extracts };
  const tables = await steps.buildAffiliateTables({
    params: day,
    inputs: omit(source.artifacts, 'quarantine'),
  });
  await steps.auditAffiliateTables({
    params: day,
    inputs: { ...source.artifacts, ...tables.artifacts },
  });
  return { source, tables };
}
