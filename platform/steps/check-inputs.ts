import { ApplicationFailure } from '@temporalio/common';
import type { Artifacts } from '../../models/contracts/artifact.ts';
import { CorruptArtifactError } from '../errors.ts';
import type { ArtifactStore } from '../store/artifact-store.ts';
import { verifyArtifact } from '../store/verify-artifact.ts';

/**
 * Whether a step's inputs are the bytes that their steps made: a table that lost some reads as another table, not as an error.
 * @throws ApplicationFailure whose details are the addresses of those that are not, so that the run can make them again
 */
export async function checkInputs(store: Pick<ArtifactStore, 'locate'>, inputs: Artifacts): Promise<void> {
  const damaged: { uri: string; told: string }[] = [];
  for (const [name, artifact] of Object.entries(inputs)) {
    await verifyArtifact(store, artifact).catch((error: unknown) => {
      if (!(error instanceof CorruptArtifactError)) throw error;
      damaged.push({ uri: artifact.uri, told: `input ${name}: ${error.message}` });
    });
  }
  if (damaged.length === 0) return;
  throw ApplicationFailure.nonRetryable(
    damaged.map(({ told }) => told).join('; '),
    CorruptArtifactError.name,
    ...damaged.map(({ uri }) => uri),
  );
}
