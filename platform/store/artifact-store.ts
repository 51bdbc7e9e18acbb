import type { ArtifactRef } from '../../models/contracts/artifact.ts';
import type { Manifest } from '../../models/contracts/manifest.ts';

/** A manifest before the store has given its files their addresses. */
export type ManifestDraft = Omit<Manifest, 'artifacts'>;

/** A private directory in which one attempt of a step writes its files. */
export interface Stage {
  /** Local directory; gone after `commit` or `discard`. */
  directory: string;
  discard(): Promise<void>;
}

/** A file in a stage that is to become an artifact. */
export interface StagedFile {
  /** File name inside the stage's directory; kept in the artifact's address. */
  file: string;
  rows: number;
  /** Type by column, of a table. */
  schema?: Record<string, string>;
}

/**
 * Immutable artifacts by (step, key). Files become visible whole or not at all, and the manifest comes
 * last, by create-if-absent: of two writers of one key the first wins (design, section 3).
 */
export interface ArtifactStore {
  /**
   * The committed manifest of a key, its files checked byte by byte; undefined where there is none.
   * A manifest whose files do not verify is moved aside, so that the key can be computed again.
   */
  find(step: string, key: string): Promise<Manifest | undefined>;
  stage(step: string): Promise<Stage>;
  /** Commit the staged files. Returns the manifest that stands: one's own, or that of whoever was first. */
  commit(
    stage: Stage,
    draft: ManifestDraft,
    files: Record<string, StagedFile>,
  ): Promise<{ manifest: Manifest; won: boolean }>;
  /** Local path of an artifact's bytes. */
  locate(ref: Pick<ArtifactRef, 'uri'>): string;
}
