import { tmpdir } from 'node:os';
import { openSession } from '../../platform/duckdb/session.ts';
import { findArtifact } from '../../platform/postgres/find-artifact.ts';
import type { StepServices } from '../../platform/steps/services.ts';
import { locateIfThere } from '../../platform/store/locate-if-there.ts';
import { readVerdicts } from '../trial/read-verdicts.ts';
import { JOURNEY_PIPELINE } from './journey-settings.ts';

/** Verdicts of the claims register of a dataset's newest run, read once for each register. */
export function verdictReader({ config, database, store }: StepServices) {
  const known = new Map<string, { digest: string; verdicts: ReadonlyMap<string, string> }>();
  return async (dataset: string): Promise<ReadonlyMap<string, string>> => {
    const scope = { dataset, pipeline: JOURNEY_PIPELINE };
    const artifact = await findArtifact(database, { ...scope, step: 'test-insights', name: 'insights' });
    if (artifact === undefined) return new Map();
    const before = known.get(dataset);
    if (before?.digest === artifact.digest) return before.verdicts;
    const path = await locateIfThere(store, artifact);
    if (path === undefined) return new Map();
    const session = await openSession({ ...config.duckdb, scratchDir: tmpdir() });
    try {
      const verdicts = await readVerdicts(session, path);
      known.set(dataset, { digest: artifact.digest, verdicts });
      return verdicts;
    } finally {
      await session.close();
    }
  };
}
