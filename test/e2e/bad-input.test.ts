import { cpSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeError, exitCodeOf } from '../../cli/command.ts';
import { generateSample } from '../../sample/index.ts';
import { type Product, startProduct } from '../support/start-product.ts';
import { createTemporaryDirectory } from '../support/temporary-directory.ts';

const AS_OF = '2022-01-01';
const PURCHASES = 'LPOINT_BIG_COMP_02_PDDE.csv';
const CUSTOMERS = 'LPOINT_BIG_COMP_01_DEMO.csv';
const VISITS = 'LPOINT_BIG_COMP_03_COP_U.csv';

let product: Product;
let good: string;
let published: unknown;
beforeAll(async () => {
  product = await startProduct();
  good = join(createTemporaryDirectory(), 'shop');
  await generateSample({
    pipeline: 'affiliate-expansion',
    directory: good,
    customers: 300,
    profile: 'demo',
    seed: 1,
  });
  expect((await runOn(good)).outcome).toBe('PUBLISHED');
  published = await readPublished();
}, 600_000);
afterAll(() => product?.stop(), 60_000);

const runOn = (source: string) =>
  product.run({
    dag: 'affiliate-expansion',
    dataset: 'shop',
    asOf: AS_OF,
    input: { source, dataset: 'shop', asOf: AS_OF },
  });

/** All that a reader downstream can see. */
async function readPublished() {
  const { rows } = await product.database.query('select * from live_strategies order by strategy_id');
  const folder = join(product.storeDir, 'publications', 'affiliate-expansion', 'shop');
  return {
    rows,
    folders: readdirSync(folder).sort(),
    csv: readFileSync(join(folder, 'live', 'summary.csv'), 'utf8'),
  };
}

type Change = (directory: string) => void;
const edit =
  (file: string, change: (text: string) => string): Change =>
  (directory) => {
    const path = join(directory, file);
    writeFileSync(path, change(readFileSync(path, 'utf8')));
  };
const remove =
  (file: string): Change =>
  (directory) =>
    rmSync(join(directory, file));

/** Every line but the header, changed. */
const eachLine = (change: (cells: string[]) => string[]) => (text: string) => {
  const [header, ...lines] = text.trimEnd().split('\n');
  return `${[header, ...lines.map((line) => change(line.split(',')).join(','))].join('\n')}\n`;
};
/** One cell of every line. */
const cell = (place: number, value: string) =>
  eachLine((cells) => cells.map((text, index) => (index === place ? value : text)));

/** What is wrong, and what the message must say. Columns of purchases: cust, rct_no, chnl_dv, cop_c, br_c, pd_c, de_dt, de_hr, buy_am, buy_ct. */
const FAULTS: Array<[what: string, change: Change, message: RegExp]> = [
  ['a missing table', remove(VISITS), /visits is missing|COP_U/],
  ['a missing column', edit(PURCHASES, (text) => text.replace('de_dt', 'day')), /PDDE\.csv.*de_dt/s],
  ['a wrong type', edit(PURCHASES, cell(2, 'shop')), /PDDE\.csv.*chnl_dv/s],
  ['an unparsable date', edit(PURCHASES, cell(6, '06.03.21')), /PDDE\.csv.*de_dt.*not a day/s],
  [
    'a duplicate key',
    edit(CUSTOMERS, (text) => text + text.split('\n').slice(1).join('\n').replaceAll('대', '')),
    /DEMO\.csv.*cust.*repeat/s,
  ],
  ['orphan references', edit(CUSTOMERS, (text) => `${text.split('\n').slice(0, 5).join('\n')}\n`), /cust/],
  ['an impossible hour', edit(PURCHASES, cell(7, '31')), /PDDE\.csv.*de_hr/s],
  ['an empty file', edit(PURCHASES, () => ''), /PDDE\.csv/],
  ['a header only', edit(PURCHASES, (text) => `${text.split('\n')[0]}\n`), /PDDE\.csv.*no rows/s],
  [
    'shifted columns',
    edit(
      PURCHASES,
      eachLine((cells) => ['', ...cells]),
    ),
    /PDDE\.csv/,
  ],
  ['a binary file named .csv', edit(PURCHASES, () => '\u0000\u0001PNG\u0000'.repeat(500)), /PDDE\.csv/],
  [
    'a truncated gzip file',
    (directory) => {
      const path = join(directory, `${PURCHASES}.gz`);
      writeFileSync(path, gzipSync(readFileSync(join(directory, PURCHASES))));
      truncateSync(path, 5_000);
      remove(PURCHASES)(directory);
    },
    /PDDE/,
  ],
  [
    'two files for one table',
    (directory) => cpSync(join(directory, VISITS), join(directory, 'COP_U.csv')),
    /COP_U\.csv/,
  ],
];

describe.each(FAULTS)('%s', (_, change, message) => {
  it('ends the run with exit code 2 and leaves what is published as it is', async () => {
    const bad = join(createTemporaryDirectory(), 'shop');
    cpSync(good, bad, { recursive: true });
    change(bad);
    const error = await runOn(bad).then(
      () => undefined,
      (failure: unknown) => failure,
    );
    expect(describeError(error)).toMatch(message);
    expect(exitCodeOf(error)).toBe(2);
    expect(await readPublished()).toEqual(published);
  });
});

it('a table that is too old is no error, but nothing new is published', async () => {
  const result = await product.run({
    dag: 'affiliate-expansion',
    dataset: 'shop',
    asOf: '2022-06-01',
    input: { source: good, dataset: 'shop', asOf: '2022-06-01' },
  });
  expect(result).toMatchObject({ outcome: 'INSUFFICIENT_DATA', publication: null });
  expect(String(result.metrics.source?.stale)).toContain('2021-12-31');
  expect(await readPublished()).toEqual(published);
});
