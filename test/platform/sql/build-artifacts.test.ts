import { expect, it } from 'vitest';
import { buildArtifacts } from '../../../platform/sql/build-artifacts.ts';
import type { SqlProject } from '../../../platform/sql/sql-model.ts';
import { affiliateProject, openSource } from '../../sql/affiliate/open-source.ts';
import { shopAsOf, shopSource } from '../../sql/affiliate/shop-source.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';

it('writes the same tables whether codes are numbers or texts while they are built', async () => {
  const project = await affiliateProject();
  const write = async (built: SqlProject) => {
    const session = await openSource(shopSource);
    const directory = makeTemporaryDirectory();
    const places = { raw: {}, output: (file: string) => `${directory}/${file}`, progress: () => {} };
    const { kept } = await buildArtifacts(session, built, shopAsOf, places);
    return { session, directory, kept };
  };
  const numbers = await write(project);
  const texts = await write({ ...project, codes: [] });
  expect(project.codes.map(({ name }) => name)).toEqual([
    'codes.affiliate_code',
    'codes.branch_code',
    'codes.customer_id',
    'codes.product_code',
  ]);
  expect(numbers.kept).toEqual(texts.kept);
  const { session } = numbers;
  const shapeOf = (path: string) =>
    session.rows('select column_name, column_type from (describe from read_parquet($path))', { path });
  for (const { file } of Object.values(numbers.kept)) {
    const [coded, plain] = [`${numbers.directory}/${file}`, `${texts.directory}/${file}`];
    expect(await shapeOf(coded), file).toEqual(await shapeOf(plain));
    // In this order: rows are written by grain, and numbers sort as their texts do.
    expect(await session.rows('from read_parquet($coded)', { coded }), file).toEqual(
      await session.rows('from read_parquet($plain)', { plain }),
    );
  }
});
