import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TableContract } from '../../../models/contracts/tables/table-contract.ts';
import { findTables } from '../../../platform/source/find-tables.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';

const contract = (name: string, ...files: string[]): TableContract => ({
  name,
  files,
  columns: { cust: { type: 'text' } },
  sort: ['cust'],
  maxBadShare: 0,
});
const demographics = contract('demographics', 'LPOINT_BIG_COMP_01_DEMO', 'DEMO', 'demographics');
const visits = contract('visits', 'visits');

function fill(...files: string[]): string {
  const directory = makeTemporaryDirectory();
  for (const file of files) writeFileSync(join(directory, file), '');
  return directory;
}

describe('a table is found', () => {
  it.each([
    ['LPOINT_BIG_COMP_01_DEMO.csv', 'csv', false],
    ['DEMO.csv.gz', 'csv', true],
    ['demographics.parquet', 'parquet', false],
    ['demographics.jsonl', 'jsonl', false],
    ['Demographics.CSV', 'csv', false],
    ['lpoint_big_comp_01_demo.Csv.Gz', 'csv', true],
  ])('as %s', async (file, format, gzipped) => {
    const directory = fill(file, 'demographics.txt', 'my-demographics.csv', 'demographics', 'README.md');
    expect(await findTables(directory, [demographics])).toEqual([
      { contract: demographics, path: join(directory, file), format, gzipped },
    ]);
  });

  it('in the order of the contracts', async () => {
    const directory = fill('visits.csv', 'demo.csv');
    const found = await findTables(directory, [visits, demographics]);
    expect(found.map(({ contract: { name } }) => name)).toEqual(['visits', 'demographics']);
  });
});

describe('a source is refused', () => {
  it('with every problem at once', async () => {
    const directory = fill('DEMO.csv', 'demographics.parquet');
    await expect(findTables(directory, [demographics, visits])).rejects.toMatchObject({
      name: 'ContractError',
      message: [
        `the source ${directory} is not usable:`,
        `  table demographics is there twice: ${directory}/DEMO.csv, ${directory}/demographics.parquet (keep one)`,
        '  table visits is missing (expected visits.csv, .csv.gz, .parquet or .jsonl)',
      ].join('\n'),
    });
  });

  it('naming every name under which a table may be', async () => {
    const directory = fill();
    await expect(findTables(directory, [demographics])).rejects.toThrow(
      'table demographics is missing (expected LPOINT_BIG_COMP_01_DEMO.csv, .csv.gz, .parquet or .jsonl; also under the name DEMO or demographics)',
    );
  });

  it('when it does not exist', async () => {
    const directory = join(makeTemporaryDirectory(), 'absent');
    await expect(findTables(directory, [visits])).rejects.toMatchObject({
      name: 'ContractError',
      message: `the source ${directory} does not exist (expected a directory of raw tables; \`npx crosslift sample\` makes one)`,
    });
  });

  it('when it is a file', async () => {
    const file = join(fill('visits.csv'), 'visits.csv');
    await expect(findTables(file, [visits])).rejects.toMatchObject({
      name: 'ContractError',
      message: `the source ${file} is a file (expected a directory of raw tables)`,
    });
  });

  it('when a folder stands where a table should', async () => {
    const directory = makeTemporaryDirectory();
    mkdirSync(join(directory, 'visits.csv'));
    await expect(findTables(directory, [visits])).rejects.toThrow('table visits is missing');
  });
});
