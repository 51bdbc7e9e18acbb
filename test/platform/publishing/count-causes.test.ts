import { expect, it } from 'vitest';
import { countCauses } from '../../../platform/publishing/count-causes.ts';
import { openTestSession } from '../duckdb/open-test-session.ts';
import { writeOffers } from './write-plan.ts';

/**
 * One customer a line: what is live and what would be; by tonight's rules what the old data and models, the new data
 * alone and the new model alone would give. A dash is no offer.
 */
async function count(table: string) {
  const session = await openTestSession();
  const rows = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  const write = (column: number) =>
    writeOffers(
      session,
      Object.fromEntries(
        rows.flatMap((row) => (row[column] === '-' ? [] : [[row[0]!, row[column]!] as const])),
      ),
    );
  return countCauses(session, {
    before: await write(1),
    after: await write(2),
    old: await write(3),
    newData: await write(4),
    newModel: await write(5),
  });
}

const NONE = { dataOnly: 0, modelOnly: 0, eitherAlone: 0, bothNeeded: 0, rulesOrSuppression: 0 };

it('tells each customer whose offer changes to one cause', async () => {
  expect(
    await count(`
      same    a a  b c d
      data1   a b  a b a
      data2   a -  a - a
      model1  a b  a a b
      either1 - b  - b b
      either2 - b  - c d
      either3 a b  a c b
      both1   a b  a a a
      rules1  a b  b b b
      rules2  a -  - a b
      rules3  - c  c c c
      rules4  a c  c a a`),
  ).toEqual({ dataOnly: 2, modelOnly: 1, eitherAlone: 3, bothNeeded: 1, rulesOrSuppression: 4 });
});

it('gives every change to data or models where the rules are as they were', async () => {
  expect(await count('M1 a b a b a')).toEqual({ ...NONE, dataOnly: 1 });
});

it('counts what a change of rules hides from live to old as that of data, once these move it further', async () => {
  expect(await count('M1 a c b c b')).toEqual({ ...NONE, dataOnly: 1 });
});
