import type { ArtifactRef } from '../../models/contracts/artifact.ts';
import { CorruptArtifactError } from '../errors.ts';
import type { ArtifactStore } from './artifact-store.ts';
import { digestFile, errorCode } from './files.ts';

/** @throws CorruptArtifactError when the file is gone or has other bytes than were released */
export async function verifyArtifact(store: ArtifactStore, artifact: ArtifactRef): Promise<void> {
  const digest = await digestFile(store.locate(artifact)).then(
    (file) => file.digest,
    (error: unknown) => {
      if (errorCode(error) === 'ENOENT') return null;
      throw error;
    },
  );
  if (digest === null) throw new CorruptArtifactError(`the file of its model is gone (${artifact.uri})`);
  if (digest !== artifact.digest) {
    throw new CorruptArtifactError(
      `the file of its model has changed: digest ${digest.slice(0, 12)} (expected ${artifact.digest.slice(0, 12)}, ${artifact.uri})`,
    );
  }
}
