import { access } from 'node:fs/promises';
import type { ArtifactRef } from '../../models/contracts/artifact.ts';
import type { ArtifactStore } from './artifact-store.ts';

/** Path of an artifact that an earlier run made; undefined where there was none, or its file is no longer in the store. */
export async function locateIfThere(
  store: Pick<ArtifactStore, 'locate'>,
  artifact: Pick<ArtifactRef, 'uri'> | undefined,
): Promise<string | undefined> {
  if (artifact === undefined) return undefined;
  const path = store.locate(artifact);
  return access(path).then(
    () => path,
    () => undefined,
  );
}
