import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { buildArtifacts } from '../../../platform/sql/build-artifacts.ts';
import { affiliateProject, openSource, rawTables } from '../../sql/affiliate/open-source.ts';
import { shopAsOf, shopSource } from '../../sql/affiliate/shop-source.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';

it('writes the same tables slice by slice as of all rows, and leaves no file of a slice behind', async () => {
  const project = await affiliateProject();
  const source = await openSource(shopSource);
  const directory = makeTemporaryDirectory();
  const raw = Object.fromEntries(
    Object.keys(rawTables).map((name) => [name, `${directory}/raw-${name}.parquet`]),
  );
  for (const [name, path] of Object.entries(raw))
    await source.copyToParquet({ table: `raw.${name}` }, path, { orderBy: [] });
  const write = async (rows: number) => {
    const session = await openSource();
    for (const name of Object.keys(rawTables)) await session.run(`drop table raw.${name}`);
    const [output, scratch] = [makeTemporaryDirectory(), makeTemporaryDirectory()];
    const { kept, built } = await buildArtifacts(session, project, shopAsOf, {
      raw,
      output: (file) => `${output}/${file}`,
      progress: () => {},
      slicing: { column: 'customer_id', rawColumn: 'cust', rows, scratch: (file) => `${scratch}/${file}` },
    });
    const [visits] = built.filter(({ name }) => name === 'intermediate.int_branch_rows');
    return { session, output, kept, left: readdirSync(scratch), branchRows: visits!.rows };
  };
  const whole = await write(1000);
  const sliced = await write(5);
  expect(sliced.branchRows).toBeGreaterThan(whole.branchRows);
  expect(sliced.left).toEqual([]);
  expect(sliced.kept).toEqual(whole.kept);
  for (const { file } of Object.values(whole.kept)) {
    const read = ({ session, output }: typeof whole) =>
      session.rows('from read_parquet($path)', { path: `${output}/${file}` });
    expect(await read(sliced), file).toEqual(await read(whole));
  }
});
