import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** Sixteen hex digits that stand for the bytes of files, and of all files below folders. */
export async function digestFiles(root: string, parts: readonly string[]): Promise<string> {
  const paths = (await Promise.all(parts.map((part) => listFiles(root, part)))).flat().sort();
  const files = await Promise.all(paths.map((path) => readFile(join(root, path))));
  const hash = createHash('sha256');
  for (const [place, path] of paths.entries())
    hash.update(`${path}\n${files[place]!.length}\n`).update(files[place]!);
  return hash.digest('hex').slice(0, 16);
}

async function listFiles(root: string, part: string): Promise<string[]> {
  if ((await stat(join(root, part))).isFile()) return [part];
  const entries = await readdir(join(root, part), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(root, join(parentPath, name)));
}
