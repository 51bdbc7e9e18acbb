import type { ArtifactRef } from '../../models/contracts/artifact.ts';
import { CorruptArtifactError } from '../errors.ts';
import type { ArtifactStore } from './artifact-store.ts';
import { verifyArtifact } from './verify-artifact.ts';

/** Path of an artifact that an earlier run made; undefined where there was none, or its file is gone or no longer what it was. */
export async function locateIfThere(
  store: Pick<ArtifactStore, 'locate'>,
  artifact: Pick<ArtifactRef, 'uri' | 'digest'> | undefined,
): Promise<string | undefined> {
  if (artifact === undefined) return undefined;
  try {
    await verifyArtifact(store, artifact);
    return store.locate(artifact);
  } catch (error) {
    if (error instanceof CorruptArtifactError) return undefined;
    throw error;
  }
}
