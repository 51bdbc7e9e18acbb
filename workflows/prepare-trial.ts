import type { RunContext } from '../models/contracts/run.ts';
import type { Dag } from './dag.ts';
import { omit } from './pick.ts';

/** Raw files of a trial source → typed tables, built as of the run's day and audited; for runs and for the experiment. */
export async function prepareTrial(
  { pipeline, asOf, source: { files, ...place }, settings }: RunContext,
  steps: Dag,
) {
  const { timeZone, horizonDays } = settings;
  const digests = Object.fromEntries(files.map(({ table, digest }) => [table, digest]));
  const source = await steps.ingestSource({
    params: { pipeline, ...place, digests, timeZone },
    inputs: {},
  });
  const day = { asOf, horizonDays };
  const raw = omit(source.artifacts, 'quarantine');
  const tables = await steps.buildTrialTables({ params: day, inputs: raw });
  await steps.auditTrialTables({ params: day, inputs: { ...source.artifacts, ...tables.artifacts } });
  return { source, raw, tables, day };
}
