import { findArtifact } from '../../platform/postgres/find-artifact.ts';
import type { StepServices } from '../../platform/steps/services.ts';
import { locateIfThere } from '../../platform/store/locate-if-there.ts';
import { JOURNEY_PIPELINE } from './journey-settings.ts';

/** Parquet of the sites as the newest run saw them; undefined where there was no run, or its files are gone. */
export async function findSites(
  { database, store }: Pick<StepServices, 'database' | 'store'>,
  dataset: string,
): Promise<string | undefined> {
  const scope = { dataset, pipeline: JOURNEY_PIPELINE };
  const artifact = await findArtifact(database, { ...scope, step: 'build-tables', name: 'sites' });
  return locateIfThere(store, artifact);
}
