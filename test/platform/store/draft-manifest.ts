import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../../../models/contracts/manifest.ts';
import type { ArtifactStore, ManifestDraft, Stage } from '../../../platform/store/artifact-store.ts';

/** What the step `fit` would say of key `k1`. */
export function draftManifest(change: Partial<ManifestDraft> = {}): ManifestDraft {
  return {
    step: 'fit',
    key: 'k1',
    parts: { step: 'fit', code: 'c0de', params: { seed: 1 }, libraries: {}, inputs: {} },
    rows: 2,
    metrics: { loss: 0.5 },
    value: null,
    temporal: { workflowId: 'w', runId: 'r', activityId: '1', attempt: 1 },
    startedAt: '2026-11-20T17:00:00.000Z',
    millis: 5,
    ...change,
  };
}

/** A stage that holds these texts by file name. */
export async function stageTexts(
  store: ArtifactStore,
  texts: Readonly<Record<string, string>>,
): Promise<Stage> {
  const stage = await store.stage('fit');
  for (const [file, text] of Object.entries(texts)) writeFileSync(join(stage.directory, file), text);
  return stage;
}

/** Stage and commit texts; every file `x.y` becomes the artifact `x` of two rows. */
export async function commitTexts(
  store: ArtifactStore,
  texts: Readonly<Record<string, string>>,
  change: Partial<ManifestDraft> = {},
): Promise<{ manifest: Manifest; won: boolean }> {
  const stage = await stageTexts(store, texts);
  const files = Object.fromEntries(
    Object.keys(texts).map((file) => [file.split('.')[0]!, { file, rows: 2 }]),
  );
  return store.commit(stage, draftManifest(change), files);
}
