import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson, digestText } from '../../models/artifact-key.ts';
import type { ArtifactRef } from '../../models/contracts/artifact.ts';
import { Manifest } from '../../models/contracts/manifest.ts';
import type { ArtifactStore, ManifestDraft, Stage, StagedFile } from './artifact-store.ts';
import { digestFile, errorCode, syncPath } from './files.ts';
import { rememberDigest } from './known-digests.ts';

const SCHEME = 'store:';

/** The artifact store in a directory, which several workers may share. */
export class DirectoryStore implements ArtifactStore {
  readonly #root: string;

  /** @param root directory of the store; made when first written to */
  constructor(root: string) {
    this.#root = root;
  }

  locate(ref: Pick<ArtifactRef, 'uri'>): string {
    const path = ref.uri.slice(SCHEME.length);
    if (!ref.uri.startsWith(SCHEME) || path.split('/').includes('..')) {
      throw new Error(`invalid artifact address: ${ref.uri} (expected ${SCHEME}artifacts/…)`);
    }
    return join(this.#root, path);
  }

  async find(step: string, key: string): Promise<Manifest | undefined> {
    const path = this.#manifestPath(step, key);
    const manifest = await readManifest(path);
    if (manifest === undefined) return undefined;
    if (manifest !== 'damaged' && (await this.#verifies(manifest))) return manifest;
    await rename(path, `${path}.damaged-${randomUUID().slice(0, 8)}`).catch(ignoreMissing);
    return undefined;
  }

  async stage(step: string): Promise<Stage> {
    const directory = join(this.#root, 'staging', `${step}-${process.pid}-${randomUUID().slice(0, 8)}`);
    await mkdir(directory, { recursive: true });
    return { directory, discard: () => rm(directory, { recursive: true, force: true }) };
  }

  async commit(stage: Stage, draft: ManifestDraft, files: Record<string, StagedFile>) {
    const described = await describeFiles(stage.directory, files);
    const content = digestText(canonicalJson(described.map(({ name, digest }) => [name, digest]))).slice(
      0,
      16,
    );
    const folder = `artifacts/${draft.step}/${draft.key}/${content}`;
    const manifest: Manifest = {
      ...draft,
      artifacts: Object.fromEntries(
        described.map(({ name, file, ...facts }) => [name, { uri: `${SCHEME}${folder}/${file}`, ...facts }]),
      ),
    };
    const target = join(this.#root, folder);
    await mkdir(join(target, '..'), { recursive: true });
    await syncPath(stage.directory);
    const moved = await this.#moveInto(target, stage.directory, described);
    await syncPath(join(target, '..'));

    const path = this.#manifestPath(draft.step, draft.key);
    if (await createExclusively(path, JSON.stringify(manifest, null, 2))) return { manifest, won: true };
    const winner = await readManifest(path);
    if (winner === undefined || winner === 'damaged')
      throw new Error(`the manifest at ${path} vanished while it was read`);
    const winnersFolder = Object.values(winner.artifacts).some(({ uri }) =>
      uri.startsWith(`${SCHEME}${folder}/`),
    );
    if (moved && !winnersFolder) await rm(target, { recursive: true, force: true });
    await stage.discard();
    return { manifest: winner, won: false };
  }

  /** False where the target holds the same bytes already (it is named by its content). */
  async #moveInto(target: string, staged: string, files: DescribedFile[]): Promise<boolean> {
    if (await renameDirectory(staged, target)) return true;
    if (await holdsFiles(target, files)) {
      await rm(staged, { recursive: true, force: true });
      return false;
    }
    await rename(target, `${target}.damaged-${randomUUID().slice(0, 8)}`).catch(ignoreMissing);
    return renameDirectory(staged, target);
  }

  #manifestPath(step: string, key: string): string {
    return join(this.#root, 'artifacts', step, key, 'manifest.json');
  }

  async #verifies(manifest: Manifest): Promise<boolean> {
    for (const artifact of Object.values(manifest.artifacts)) {
      if (!(await hasDigest(this.locate(artifact), artifact.digest))) return false;
    }
    return true;
  }
}

interface DescribedFile extends StagedFile {
  name: string;
  digest: string;
  bytes: number;
}

async function holdsFiles(directory: string, files: DescribedFile[]): Promise<boolean> {
  for (const { file, digest } of files) {
    if (!(await hasDigest(join(directory, file), digest))) return false;
  }
  return true;
}

async function hasDigest(path: string, digest: string): Promise<boolean> {
  try {
    const found = (await digestFile(path)).digest;
    await rememberDigest(path, found);
    return found === digest;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

async function describeFiles(directory: string, files: Record<string, StagedFile>): Promise<DescribedFile[]> {
  const described: DescribedFile[] = [];
  for (const [name, staged] of Object.entries(files).sort(([left], [right]) => (left < right ? -1 : 1))) {
    const path = join(directory, staged.file);
    await syncPath(path);
    const digested = await digestFile(path);
    // The file stays the same where its folder is moved to.
    await rememberDigest(path, digested.digest);
    described.push({ name, ...staged, ...digested });
  }
  return described;
}

async function renameDirectory(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (errorCode(error) !== 'ENOTEMPTY' && errorCode(error) !== 'EEXIST') throw error;
    return false;
  }
}

/** Create a file with its whole content unless it exists: `link` refuses an existing name, atomically. */
async function createExclusively(path: string, content: string): Promise<boolean> {
  const draft = `${path}.${randomUUID().slice(0, 8)}`;
  await writeFile(draft, content, { flush: true });
  try {
    await link(draft, path);
    await syncPath(join(path, '..'));
    return true;
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
    return false;
  } finally {
    await rm(draft, { force: true });
  }
}

async function readManifest(path: string): Promise<Manifest | 'damaged' | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return Manifest.parse(JSON.parse(text));
  } catch {
    return 'damaged';
  }
}

function ignoreMissing(error: unknown): void {
  if (errorCode(error) !== 'ENOENT') throw error;
}
