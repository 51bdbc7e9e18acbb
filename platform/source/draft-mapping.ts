import { basename } from 'node:path';
import type { ColumnContract, TableContract } from '../../models/contracts/tables/table-contract.ts';
import type { RawFile } from './raw-file.ts';

/** A file of the source and the columns it has. */
export interface FileColumns {
  file: RawFile;
  columns: readonly string[];
  /** It is a table of the contract already. */
  taken: boolean;
}

/** Names that SQL takes without quotes. */
const PLAIN = /^[a-z_][a-z0-9_]*$/;

/** The skeleton of a mapping: one SELECT over the likeliest file, with null for each column that is not there. */
export function draftMapping(contract: TableContract, files: readonly FileColumns[]): string {
  const source = likeliest(contract, files);
  const columns = Object.entries(contract.columns);
  const lines = columns.map(([name, column], index) => {
    const found = source?.columns.find((there) => namesOf(name, column).includes(simplify(there)));
    const value = found === undefined ? 'null' : quoteWhereNeeded(found);
    const comma = index === columns.length - 1 ? '' : ',';
    return `  ${value === name ? name : `${value} as ${name}`}${comma} -- ${describeColumn(column)}`;
  });
  return [
    `-- ${contract.name}: ${contract.about}.`,
    `-- Replace each null, then save this file as ${contract.name}.sql. It is one SELECT; files beside it are tables,`,
    '-- whose values are text unless they come from Parquet.',
    ...files.map(({ file, columns: there }) => `-- ${basename(file.path)}: ${there.join(', ')}`),
    'select',
    ...lines,
    'from',
    `  ${source === undefined ? '"a file beside this one"' : quoteWhereNeeded(source.file.stem)}`,
    '',
  ].join('\n');
}

/** Of the files that are no table yet, the one that has most of the table's columns. */
function likeliest(contract: TableContract, files: readonly FileColumns[]): FileColumns | undefined {
  const wanted = Object.entries(contract.columns).flatMap(([name, column]) => namesOf(name, column));
  const score = ({ columns }: FileColumns) =>
    columns.filter((name) => wanted.includes(simplify(name))).length;
  return files.filter(({ taken }) => !taken).sort((a, b) => score(b) - score(a))[0];
}

function namesOf(name: string, { aliases = [] }: ColumnContract): string[] {
  return [name, ...aliases].map(simplify);
}

function simplify(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{Letter}\p{Number}]/gu, '');
}

function describeColumn({ type, about, nullable, optional, min, max }: ColumnContract): string {
  const range = min === undefined && max === undefined ? '' : `, ${min ?? ''} to ${max ?? ''}`;
  return `${type}${range}: ${about}${optional === true ? ' (may be left out)' : nullable === true ? ' (may be null)' : ''}`;
}

function quoteWhereNeeded(name: string): string {
  return PLAIN.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}
