import { createHash } from 'node:crypto';
import { relative, sep } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { PROJECT_ROOT } from '../config.ts';

/** Folders whose code decides the bytes of an artifact; the rest of platform/ only carries it out. */
const COUNTED_FOLDERS = [
  'activities/',
  'models/',
  'platform/matrices/',
  'platform/publishing/',
  'platform/source/',
];

/**
 * Digest of modules and of everything they import from the counted folders, bundled and without
 * whitespace: a comment, a type or the layout moves nothing, a changed expression or name does.
 * @param entryPoints paths from `root`, the project's
 */
export async function digestModules(
  entryPoints: readonly string[],
  root: string = PROJECT_ROOT,
): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [...entryPoints].sort(),
    outdir: 'unused',
    outbase: '.',
    bundle: true,
    write: false,
    // Not the identifiers: esbuild picks short names by how often each letter occurs in the source, types
    // included, so that a new interface would rename everything.
    minifyWhitespace: true,
    minifySyntax: true,
    platform: 'node',
    format: 'esm',
    target: 'esnext',
    legalComments: 'none',
    treeShaking: true,
    logLevel: 'silent',
    tsconfigRaw: '{}',
    plugins: [externalOutside(COUNTED_FOLDERS, root)],
  });
  const hash = createHash('sha256');
  for (const file of outputFiles) hash.update(`${relative(root, file.path)}\n${file.text}\n`);
  return hash.digest('hex');
}

/** Leave every import that leads out of the counted folders as it is written. */
function externalOutside(folders: readonly string[], root: string): Plugin {
  return {
    name: 'external-outside',
    setup({ onResolve, resolve }) {
      onResolve({ filter: /.*/ }, async ({ path, pluginData, kind, resolveDir }) => {
        if (pluginData === 'resolving' || kind === 'entry-point') return undefined;
        if (!path.startsWith('.')) return { path, external: true };
        const target = await resolve(path, { kind, resolveDir, pluginData: 'resolving' });
        const place = relative(root, target.path).replaceAll(sep, '/');
        return folders.some((folder) => place.startsWith(folder)) ? target : { path, external: true };
      });
    },
  };
}
