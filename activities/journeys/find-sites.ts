import { tmpdir } from 'node:os';
import { openSession } from '../../platform/duckdb/session.ts';
import { findArtifact } from '../../platform/postgres/find-artifact.ts';
import type { StepServices } from '../../platform/steps/services.ts';
import { locateIfThere } from '../../platform/store/locate-if-there.ts';
import { JOURNEY_PIPELINE } from './journey-settings.ts';

/** Sites as the newest run saw them; undefined where there was no run, or its files are gone. */
export async function findSites(
  { database, store }: Pick<StepServices, 'database' | 'store'>,
  dataset: string,
): Promise<{ digest: string; path: string } | undefined> {
  const scope = { dataset, pipeline: JOURNEY_PIPELINE };
  const artifact = await findArtifact(database, { ...scope, step: 'build-tables', name: 'sites' });
  const path = await locateIfThere(store, artifact);
  return path === undefined ? undefined : { digest: artifact!.digest, path };
}

/** Lists the ids of a dataset's sites, none where they are not known; each artifact is read once. */
export function siteLister(services: StepServices): (dataset: string) => Promise<string[]> {
  const known = new Map<string, { digest: string; sites: Promise<string[]> }>();
  return async (dataset) => {
    const found = await findSites(services, dataset);
    if (found === undefined) return [];
    const before = known.get(dataset);
    if (before?.digest === found.digest) return before.sites;
    const sites = readSites(services, found.path);
    known.set(dataset, { digest: found.digest, sites });
    sites.catch(() => known.delete(dataset));
    return sites;
  };
}

async function readSites({ config }: StepServices, path: string): Promise<string[]> {
  const session = await openSession({ ...config.duckdb, scratchDir: tmpdir() });
  try {
    const rows = await session.rows<{ site_id: string }>(
      'select site_id from read_parquet($path) order by site_id',
      { path },
    );
    return rows.map(({ site_id }) => site_id);
  } finally {
    await session.close();
  }
}
