import { readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { digestText } from '../../../models/artifact-key.ts';
import { DirectoryStore } from '../../../platform/store/directory-store.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';
import { commitTexts, draftManifest, stageTexts } from './draft-manifest.ts';

function openStore(): { root: string; store: DirectoryStore; folder: string; manifestPath: string } {
  const root = makeTemporaryDirectory();
  const folder = join(root, 'artifacts', 'fit', 'k1');
  return { root, store: new DirectoryStore(root), folder, manifestPath: join(folder, 'manifest.json') };
}

/** Folders and files of a key, but what was moved aside. */
function listKey(folder: string): string[] {
  return readdirSync(folder).filter((name) => !name.includes('.damaged-'));
}

describe('commit', () => {
  it('makes every file an artifact, by name, with address, digest, rows and bytes', async () => {
    const { store, root } = openStore();
    const { manifest, won } = await commitTexts(store, {
      'model.json': '{"w":1}',
      'loss.csv': 'epoch,loss\n',
    });
    expect(won).toBe(true);
    expect(Object.keys(manifest.artifacts)).toEqual(['loss', 'model']);
    const model = manifest.artifacts.model!;
    expect(model).toEqual({
      uri: expect.stringMatching(/^store:artifacts\/fit\/k1\/[0-9a-f]{16}\/model\.json$/),
      digest: digestText('{"w":1}'),
      rows: 2,
      bytes: 7,
    });
    expect(readFileSync(store.locate(model), 'utf8')).toBe('{"w":1}');
    expect(readdirSync(join(root, 'staging'))).toEqual([]);
  });

  it('is found again, by any worker, as it was committed', async () => {
    const { store, root } = openStore();
    const { manifest } = await commitTexts(store, { 'model.json': '{}' });
    expect(await store.find('fit', 'k1')).toEqual(manifest);
    expect(await new DirectoryStore(root).find('fit', 'k1')).toEqual({
      ...draftManifest(),
      artifacts: manifest.artifacts,
    });
    expect(await store.find('fit', 'k2')).toBeUndefined();
    expect(await store.find('evaluate', 'k1')).toBeUndefined();
  });

  it('keeps a step without files, too', async () => {
    const { store } = openStore();
    await commitTexts(store, {}, { value: ['audit'] });
    expect(await store.find('fit', 'k1')).toMatchObject({ artifacts: {}, value: ['audit'] });
  });

  it('leaves no manifest where a file is missing', async () => {
    const { store } = openStore();
    const stage = await stageTexts(store, { 'model.json': '{}' });
    await expect(
      store.commit(stage, draftManifest(), { absent: { file: 'absent.json', rows: 0 } }),
    ).rejects.toThrow('ENOENT');
    expect(await store.find('fit', 'k1')).toBeUndefined();
  });
});

describe('two writers of one key', () => {
  it.each([
    ['different bytes', ['first', 'second']],
    ['the same bytes', ['same', 'same']],
  ])('with %s: one manifest, one folder, and both are told who won', async (_, texts) => {
    const { root, folder } = openStore();
    const outcomes = await Promise.all(
      texts.map((text) => commitTexts(new DirectoryStore(root), { 'model.json': text })),
    );
    const [winner] = outcomes.filter(({ won }) => won);
    expect(outcomes.filter(({ won }) => won)).toHaveLength(1);
    for (const { manifest } of outcomes) expect(manifest).toEqual(winner?.manifest);
    expect(listKey(folder)).toHaveLength(2);
    const store = new DirectoryStore(root);
    expect(await store.find('fit', 'k1')).toEqual(winner?.manifest);
    expect(readdirSync(join(root, 'staging'))).toEqual([]);
  });

  it('one after the other: the second is given what stands', async () => {
    const { store, folder } = openStore();
    const first = await commitTexts(store, { 'model.json': 'first' });
    const second = await commitTexts(store, { 'model.json': 'second' });
    expect(second).toEqual({ manifest: first.manifest, won: false });
    expect(readFileSync(store.locate(second.manifest.artifacts.model!), 'utf8')).toBe('first');
    expect(listKey(folder)).toHaveLength(2);
  });

  it('eight at once, four texts: one of them stands', async () => {
    const { root, folder } = openStore();
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        commitTexts(new DirectoryStore(root), { 'model.json': `text ${i % 4}` }),
      ),
    );
    expect(outcomes.filter(({ won }) => won)).toHaveLength(1);
    for (const { manifest } of outcomes) expect(manifest).toEqual(outcomes[0]?.manifest);
    expect(listKey(folder)).toHaveLength(2);
    expect(await new DirectoryStore(root).find('fit', 'k1')).toEqual(outcomes[0]?.manifest);
  });
});

describe('damage', () => {
  it.each<[string, (path: string) => void]>([
    ['cut short', (path) => truncateSync(path, 3)],
    ['changed at the same size', (path) => writeFileSync(path, '{"w":2}')],
    ['removed', (path) => rmSync(path)],
  ])('an artifact that was %s is not returned, and its key can be computed again', async (_, harm) => {
    const { store } = openStore();
    const texts = { 'model.json': '{"w":1}', 'loss.csv': 'epoch,loss\n' };
    const { manifest } = await commitTexts(store, texts);
    const path = store.locate(manifest.artifacts.model!);
    harm(path);
    expect(await store.find('fit', 'k1')).toBeUndefined();
    // The same bytes again: their folder is named by its content and still there, damaged.
    const again = await commitTexts(store, texts);
    expect(again).toEqual({ manifest, won: true });
    expect(await store.find('fit', 'k1')).toEqual(manifest);
    expect(readFileSync(path, 'utf8')).toBe('{"w":1}');
  });

  it.each<[string, (path: string) => void]>([
    ['truncated', (path) => truncateSync(path, Math.floor(statSync(path).size / 2))],
    ['empty', (path) => truncateSync(path, 0)],
    ['of another shape', (path) => writeFileSync(path, '{"step":"fit"}')],
  ])('a manifest that is %s counts as absent and is moved aside', async (_, harm) => {
    const { store, folder, manifestPath } = openStore();
    await commitTexts(store, { 'model.json': '{}' });
    harm(manifestPath);
    expect(await store.find('fit', 'k1')).toBeUndefined();
    expect(readdirSync(folder).filter((name) => name.startsWith('manifest.json.damaged-'))).toHaveLength(1);
    const again = await commitTexts(store, { 'model.json': '{}' });
    expect(again.won).toBe(true);
    expect(await store.find('fit', 'k1')).toEqual(again.manifest);
  });

  it('two who find it at once: neither fails', async () => {
    const { store, manifestPath } = openStore();
    await commitTexts(store, { 'model.json': '{}' });
    truncateSync(manifestPath, 0);
    expect(await Promise.all([store.find('fit', 'k1'), store.find('fit', 'k1')])).toEqual([
      undefined,
      undefined,
    ]);
  });
});

it('discards a stage without a trace', async () => {
  const { store, root } = openStore();
  const stage = await stageTexts(store, { 'half.parquet': 'half' });
  expect(readdirSync(join(root, 'staging'))).toEqual([
    expect.stringMatching(new RegExp(`^fit-${process.pid}-[0-9a-f]{8}$`)),
  ]);
  await stage.discard();
  await stage.discard();
  expect(readdirSync(join(root, 'staging'))).toEqual([]);
});

describe('locate', () => {
  it('finds an address under any root', () => {
    expect(new DirectoryStore('/mnt/store').locate({ uri: 'store:artifacts/fit/k1/ab/model.json' })).toBe(
      '/mnt/store/artifacts/fit/k1/ab/model.json',
    );
  });

  it.each(['store:../secrets', 'store:artifacts/../../secrets', 'file:///etc/passwd', '/etc/passwd', ''])(
    'refuses %j',
    (uri) => {
      expect(() => new DirectoryStore('/mnt/store').locate({ uri })).toThrow(
        `invalid artifact address: ${uri} (expected store:artifacts/…)`,
      );
    },
  );

  it('does not leave the store by an absolute path', () => {
    expect(new DirectoryStore('/mnt/store').locate({ uri: 'store:/etc/passwd' })).toBe(
      '/mnt/store/etc/passwd',
    );
  });
});
