import { basename } from 'node:path';
import type { TableColumns } from '../../../models/contracts/propensity-input.ts';
import { ContractError } from '../../errors.ts';
import type { TableFile } from './open-table-file.ts';

/**
 * The columns of a question by the names that the file itself has, compared without case where none is exactly so.
 * @throws ContractError that lists the columns there are when one is missing, or is asked for twice
 */
export function findColumns({ prepared, relation }: TableFile, wanted: TableColumns): TableColumns {
  const file = basename(prepared.file.path);
  const names = relation.columns.map(({ name }) => name);
  const find = (part: string, name: string): string => {
    const found =
      names.find((there) => there === name) ??
      names.find((there) => there.toLowerCase() === name.toLowerCase());
    if (found !== undefined) return found;
    throw new ContractError(
      `${file} has no column ${name}, which was to be the ${part} (it has ${names.join(', ')})`,
    );
  };
  const found = {
    id: find('id', wanted.id),
    label: find('label', wanted.label),
    time: wanted.time === null ? null : find('time', wanted.time),
  };
  const parts = Object.entries(found).filter(([, name]) => name !== null);
  const [first, second] = parts.filter(([, name]) => parts.filter(([, other]) => other === name).length > 1);
  if (first !== undefined && second !== undefined)
    throw new ContractError(
      `column ${first[1]} cannot be both ${first[0]} and ${second[0]} (${file} has ${names.join(', ')})`,
    );
  return found;
}
