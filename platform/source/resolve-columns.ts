import type { TableContract } from '../../models/contracts/tables/table-contract.ts';
import type { Relation } from './open-relation.ts';
import { FileFault } from './source-problem.ts';

/**
 * The SQL text expression of each column of a contract, under whichever of its names it comes.
 * @throws FileFault that lists every column that is missing
 */
export function resolveColumns(contract: TableContract, { columns }: Relation): Map<string, string> {
  const present = new Map(columns.map(({ name, text }) => [name.toLowerCase(), text]));
  const found = new Map<string, string>();
  const missing: string[] = [];
  for (const [name, { aliases = [], optional }] of Object.entries(contract.columns)) {
    const known = [name, ...aliases].find((alias) => present.has(alias));
    if (known !== undefined) found.set(name, present.get(known)!);
    else if (optional === true) found.set(name, 'null::varchar');
    else missing.push([name, ...aliases].join(' or '));
  }
  if (missing.length === 0) return found;
  const what = missing.length === 1 ? 'column' : 'columns';
  const there = columns.map(({ name }) => name).join(', ');
  throw new FileFault(
    `lacks ${what} ${missing.join(', ')} (table ${contract.name}; it has ${there}; rename them, or map them in ${contract.name}.sql)`,
    { mappable: true },
  );
}
