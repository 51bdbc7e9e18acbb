import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { TableContract } from '../../models/contracts/tables/table-contract.ts';
import { ContractError } from '../errors.ts';
import { errorCode } from '../store/files.ts';

/** How a raw table is written. */
export type TableFormat = 'csv' | 'parquet' | 'jsonl';

/** A raw table and the file that holds it. */
export interface FoundTable {
  contract: TableContract;
  path: string;
  format: TableFormat;
  gzipped: boolean;
}

const EXTENSIONS: ReadonlyArray<{ extension: string; format: TableFormat; gzipped: boolean }> = [
  { extension: '.csv.gz', format: 'csv', gzipped: true },
  { extension: '.csv', format: 'csv', gzipped: false },
  { extension: '.parquet', format: 'parquet', gzipped: false },
  { extension: '.jsonl', format: 'jsonl', gzipped: false },
];

/**
 * Find the file of every table in a source directory.
 * @throws ContractError that lists every table that is missing or found twice
 */
export async function findTables(
  directory: string,
  contracts: readonly TableContract[],
): Promise<FoundTable[]> {
  const files = await listFiles(directory);
  const problems: string[] = [];
  const found = contracts.flatMap((contract) => {
    const matches = files.flatMap((file) => matchFile(directory, file, contract));
    const [first, ...others] = matches;
    if (first === undefined)
      problems.push(`table ${contract.name} is missing (expected ${expectedNames(contract)})`);
    if (others.length > 0) {
      problems.push(
        `table ${contract.name} is there twice: ${matches.map(({ path }) => path).join(', ')} (keep one)`,
      );
    }
    return first === undefined ? [] : [first];
  });
  if (problems.length > 0)
    throw new ContractError(`the source ${directory} is not usable:\n  ${problems.join('\n  ')}`);
  return found;
}

async function listFiles(directory: string): Promise<string[]> {
  try {
    const entries = await readdir(directory, { withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory())
      .map(({ name }) => name)
      .sort();
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT')
      throw new ContractError(
        `the source ${directory} does not exist (expected a directory of raw tables; \`npx crosslift sample\` makes one)`,
      );
    if (code === 'ENOTDIR')
      throw new ContractError(`the source ${directory} is a file (expected a directory of raw tables)`);
    throw error;
  }
}

function matchFile(directory: string, file: string, contract: TableContract): FoundTable[] {
  const kind = EXTENSIONS.find(({ extension }) => file.toLowerCase().endsWith(extension));
  if (kind === undefined) return [];
  const stem = file.slice(0, -kind.extension.length).toLowerCase();
  if (!contract.files.some((name) => name.toLowerCase() === stem)) return [];
  return [{ contract, path: join(directory, file), format: kind.format, gzipped: kind.gzipped }];
}

function expectedNames({ files }: TableContract): string {
  return `${files[0]}.csv, .csv.gz, .parquet or .jsonl${files.length > 1 ? `; also under the name ${files.slice(1).join(' or ')}` : ''}`;
}
