import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { type DuckDBSession, openSession } from '../duckdb/session.ts';
import { checkLayers } from './check-layers.ts';
import { orderModels } from './order-models.ts';
import { parseHeader } from './parse-header.ts';
import { listUnstableFunctions, parseSelect } from './parse-select.ts';
import { modelLayers, type SqlLayer, type SqlModel, type SqlProject } from './sql-model.ts';
import { withSource } from './with-source.ts';

/**
 * Read one domain's SQL: `<dir>/{staging,intermediate,marts,audits,codes}/*.sql` and `<dir>/canaries/<canary>/*.sql`,
 * each a two-line header and one bare SELECT. Nothing is run: the database it opens is used as a parser only.
 * @throws Error naming the file that breaks a rule
 */
export async function loadModels(dir: string): Promise<SqlProject> {
  const parser = await openSession({ memoryLimitMb: 64, threads: 1, scratchDir: tmpdir() });
  try {
    const unstable = await listUnstableFunctions(parser);
    const read = (layer: SqlLayer, folder: string = layer) =>
      readFolder(parser, unstable, resolve(dir), { layer, folder });
    const models = (await Promise.all(modelLayers.map((layer) => read(layer)))).flat();
    const audits = await read('audits');
    const codes = await read('codes');
    const names = (await listFiles(join(dir, 'canaries'))).sort();
    const canaries = (await Promise.all(names.map((name) => read('canaries', `canaries/${name}`)))).flat();
    checkLayers([...models, ...audits, ...canaries, ...codes]);
    return { models: orderModels(models), audits, canaries, codes };
  } finally {
    await parser.close();
  }
}

async function readFolder(
  parser: DuckDBSession,
  unstable: ReadonlySet<string>,
  dir: string,
  { layer, folder }: { layer: SqlLayer; folder: string },
): Promise<SqlModel[]> {
  const names = await listFiles(join(dir, folder));
  const files = names.filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    files.map(async (name) => {
      const file = [basename(dirname(dir)), basename(dir), folder, name].join('/');
      const text = await readFile(join(dir, folder, name), 'utf8');
      return withSource(file, async () => ({
        name: `${basename(folder)}.${basename(name, '.sql')}`,
        layer,
        file,
        text,
        grain: parseHeader(text),
        ...(await parseSelect(parser, text, unstable)),
      }));
    }),
  );
}

/** A domain may lack a layer; a directory that cannot be read for another reason is an error. */
async function listFiles(directory: string): Promise<string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
