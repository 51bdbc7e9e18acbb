import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TableContract } from '../../models/contracts/tables/table-contract.ts';
import type { DuckDBSession } from '../duckdb/session.ts';
import { errorCode } from '../store/files.ts';
import { draftMapping, type FileColumns } from './draft-mapping.ts';
import type { SourceSurvey } from './find-tables.ts';
import { openFile } from './open-relation.ts';
import type { RawFile } from './raw-file.ts';

/**
 * Write `<table>.sql.draft` into a source directory for each table, unless it is there: a person may be at it.
 * @returns the drafts that are there now; none where the directory cannot be written to
 */
export async function writeDrafts(
  session: DuckDBSession,
  { directory, survey }: { directory: string; survey: SourceSurvey },
  contracts: readonly TableContract[],
): Promise<string[]> {
  const there: FileColumns[] = [];
  const wanted = contracts.map(({ name }) => name);
  const tables = survey.tables.filter(({ contract }) => !wanted.includes(contract.name));
  const taken = new Set(tables.flatMap((table) => table.files.map(({ path }) => path)));
  for (const file of survey.files)
    there.push({ file, columns: await listColumns(session, file), taken: taken.has(file.path) });
  const drafts: string[] = [];
  for (const contract of contracts) {
    const name = `${contract.name}.sql.draft`;
    try {
      await writeFile(join(directory, name), draftMapping(contract, there), { flag: 'wx' });
      drafts.push(name);
    } catch (error) {
      const code = errorCode(error) ?? '';
      if (code === 'EEXIST') drafts.push(name);
      else if (!['EACCES', 'EPERM', 'EROFS'].includes(code)) throw error;
    }
  }
  return drafts;
}

/** Columns of a file as they are; a file that cannot be read has none. */
async function listColumns(session: DuckDBSession, file: RawFile): Promise<string[]> {
  try {
    return (await openFile(session, { file, path: file.path })).columns.map(({ name }) => name);
  } catch {
    return [];
  }
}
