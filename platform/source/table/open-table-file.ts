import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { DuckDBSession } from '../../duckdb/session.ts';
import { ContractError } from '../../errors.ts';
import { errorCode } from '../../store/files.ts';
import { openFile, type Relation } from '../open-relation.ts';
import { type PreparedFile, prepareFile } from '../prepare-file.ts';
import { type RawFile, READABLE, rawFileAt } from '../raw-file.ts';
import { readable } from '../readable.ts';
import { FileFault } from '../source-problem.ts';

/** One file of a company's own, ready to be read. */
export interface TableFile {
  prepared: PreparedFile;
  relation: Relation;
}

/**
 * The one file that a path names, as its name says it is.
 * @throws ContractError when it is not there, is a directory or of another kind
 */
export async function findTableFile(path: string): Promise<RawFile> {
  const isDirectory = await stat(path).then(
    (found) => found.isDirectory(),
    (error: unknown) => {
      if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR')
        throw new ContractError(`the source ${path} does not exist (expected a file: ${READABLE})`);
      throw error;
    },
  );
  if (isDirectory)
    throw new ContractError(`the source ${path} is a directory (expected one file: ${READABLE})`);
  const file = rawFileAt(path);
  if (file === undefined)
    throw new ContractError(`the source ${path} is of an unknown kind (expected ${READABLE})`);
  return file;
}

/**
 * Check a file whole and make it readable.
 * @param scratch directory for a clean copy where DuckDB cannot read it as it is
 * @throws ContractError when it cannot be used
 */
export async function openTableFile(
  session: DuckDBSession,
  file: RawFile,
  { scratch, signal }: { scratch: string; signal?: AbortSignal | undefined },
): Promise<TableFile> {
  return blameFile(file.path, async () => {
    const prepared = await prepareFile(file, scratch, signal);
    const relation = await readable(() => openFile(session, prepared));
    const named = relation.columns.map(({ name, text }, place) => ({ name: name || `column${place}`, text }));
    return { prepared, relation: { ...relation, columns: named } };
  });
}

/** Run `work` on a file; what is wrong with the file becomes a ContractError that names it. */
export async function blameFile<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof FileFault) throw new ContractError(`${basename(path)} ${error.message}`);
    throw error;
  }
}
