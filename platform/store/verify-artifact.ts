import type { ArtifactRef } from '../../models/contracts/artifact.ts';
import { CorruptArtifactError } from '../errors.ts';
import type { ArtifactStore } from './artifact-store.ts';
import { errorCode } from './files.ts';
import { digestKnownFile } from './known-digests.ts';

/** @throws CorruptArtifactError when the file is gone or has other bytes than were committed */
export async function verifyArtifact(
  store: Pick<ArtifactStore, 'locate'>,
  artifact: Pick<ArtifactRef, 'uri' | 'digest'>,
): Promise<void> {
  const digest = await digestKnownFile(store.locate(artifact)).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  });
  if (digest === null) throw new CorruptArtifactError(`its file is gone (${artifact.uri})`);
  if (digest !== artifact.digest) {
    throw new CorruptArtifactError(
      `its file has changed: digest ${digest.slice(0, 12)} (expected ${artifact.digest.slice(0, 12)}, ${artifact.uri})`,
    );
  }
}
