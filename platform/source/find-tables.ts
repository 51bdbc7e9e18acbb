import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { TableContract } from '../../models/contracts/tables/table-contract.ts';
import { ContractError, messageOf } from '../errors.ts';
import { errorCode } from '../store/files.ts';
import type { FoundTable } from './found-table.ts';
import { listOwnTables } from './list-own-tables.ts';
import { listProblems } from './list-problems.ts';
import { type RawFile, READABLE, rawFileAt } from './raw-file.ts';
import { type SourceProblem, sourceError } from './source-problem.ts';

/** What a directory holds of a source, and what is wrong with it so far. */
export interface SourceSurvey {
  tables: FoundTable[];
  problems: SourceProblem[];
  /** Every readable file, table or not. */
  files: RawFile[];
}

/**
 * Find the file of every table in a source directory.
 * @param place what the source is called, where the directory is a copy
 * @throws ContractError when a table is missing or found twice; it lists whatever else is wrong, too
 */
export async function findTables(
  directory: string,
  contracts: readonly TableContract[],
  place = directory,
): Promise<FoundTable[]> {
  const { tables, problems } = await surveySource(directory, contracts);
  if (problems.length === 0) return tables;
  throw sourceError(place, [...problems, ...(await listProblems(tables))]);
}

/**
 * Look for every table in a source directory: `<table>.sql` first, then a file under one of the table's
 * names, then one whose name ends in it (`acme_purchases.csv`).
 * @throws ContractError when there is no such directory
 */
export async function surveySource(
  directory: string,
  contracts: readonly TableContract[],
): Promise<SourceSurvey> {
  const names = await listNames(directory);
  const files = names.flatMap((name) => rawFileAt(join(directory, name)) ?? []);
  const survey: SourceSurvey = { tables: [], problems: [], files };
  for (const contract of contracts) {
    const problem = (text: string) => survey.problems.push({ table: contract.name, text });
    const mapping = names.find((name) => name.toLowerCase() === `${contract.name}.sql`);
    const matches = matchFiles(files, contract);
    if (mapping !== undefined) {
      try {
        survey.tables.push(await openMapping(join(directory, mapping), contract, files));
      } catch (error) {
        problem(`${mapping} ${messageOf(error)}`);
      }
    } else if (matches.length > 1) {
      problem(
        `table ${contract.name} is there ${matches.length === 2 ? 'twice' : `${matches.length} times`}: ${matches.map(({ path }) => basename(path)).join(', ')} (keep one, or say in ${contract.name}.sql how they make one table)`,
      );
    } else if (matches[0] === undefined) {
      if (contract.optional === true) continue;
      survey.problems.push({ table: contract.name, mappable: true, text: describeMissing(contract, names) });
    } else survey.tables.push({ contract, path: matches[0].path, files: matches });
  }
  return survey;
}

async function listNames(directory: string): Promise<string[]> {
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

/** Files under one of the table's names; without any, those whose name ends in one. */
function matchFiles(files: readonly RawFile[], { files: names }: TableContract): RawFile[] {
  const wanted = names.map((name) => name.toLowerCase());
  const exact = files.filter(({ stem }) => wanted.includes(stem.toLowerCase()));
  if (exact.length > 0) return exact;
  return files.filter(({ stem }) => wanted.some((name) => endsInName(stem.toLowerCase(), name)));
}

function endsInName(stem: string, name: string): boolean {
  return stem.endsWith(name) && /[^a-z0-9]/.test(stem.at(-name.length - 1) ?? '');
}

async function openMapping(
  path: string,
  contract: TableContract,
  files: readonly RawFile[],
): Promise<FoundTable> {
  const mapping = await readFile(path, 'utf8');
  const own = (await listOwnTables(mapping)).map((table) => {
    const matches = files.filter(({ stem }) => stem.toLowerCase() === table.toLowerCase());
    if (matches.length === 1) return matches[0]!;
    if (matches.length > 1)
      throw new Error(
        `reads ${table}, which is there as ${matches.map((file) => basename(file.path)).join(' and ')} (keep one)`,
      );
    const there = files.map(({ stem }) => stem).join(', ') || 'none';
    throw new Error(
      `reads ${table}, but no such file is there (expected ${table} as ${READABLE}; files here: ${there})`,
    );
  });
  return { contract, path, files: own, mapping };
}

function describeMissing({ name, files }: TableContract, names: readonly string[]): string {
  const others = files.slice(1).map((file) => `${file}.csv`);
  const hint = names.find((file) =>
    files.some((wanted) => file.toLowerCase().startsWith(`${wanted.toLowerCase()}.`)),
  );
  const found = hint === undefined ? '' : `; ${hint} is there, but is none of ${READABLE}`;
  return `table ${name} is missing (expected ${[`${files[0]}.csv`, ...others].join(' or ')}, or .csv.gz, .parquet, .jsonl, or a mapping ${name}.sql${found})`;
}
