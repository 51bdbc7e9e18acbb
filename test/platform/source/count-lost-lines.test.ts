import { describe, expect, it } from 'vitest';
import { GOOD_SOURCE, readSource } from './make-source.ts';

const HEADER = GOOD_SOURCE['PDDE.csv'].split('\n')[0];
const ROWS = 100_000;
/** Many purchases; the branch of one of them is `cell`. */
const purchases = (cell: string, rows = ROWS) =>
  [
    HEADER,
    ...Array.from(
      { length: rows },
      (_, i) => `M1,R${i},1,A01,${i === 1000 ? cell : 'A010001'},P1,20210305,9,1500.0,1`,
    ),
    '',
  ].join('\n');
const read = (text: string) => readSource({ ...GOOD_SOURCE, 'PDDE.csv': text });

describe('a quotation mark that is not closed', () => {
  it('loses no line without a word', async () => {
    const { texts, tables } = await read(purchases('"A010001'));
    const table = tables.find(({ contract }) => contract.name === 'purchases');
    expect(table?.rows).toBe(ROWS);
    expect(table?.good).toBeLessThan(ROWS);
    expect(texts.join('\n')).toContain('are lost behind a quotation mark that is not closed');
    expect(texts.join('\n')).toContain('first: row 1001, "M1,R1000,1,A01,\\"A010001,P1,');
  });

  it('loses none of a mapped file either', async () => {
    const { texts } = await readSource({
      ...GOOD_SOURCE,
      'PDDE.csv': undefined,
      'orders.csv': purchases('"A010001'),
      'purchases.sql': 'select * from orders',
    });
    expect(texts).toHaveLength(1);
    expect(texts[0]).toMatch(
      /^purchases\.sql reads orders\.csv, of which \d+ lines are lost behind a quotation mark that is not closed, opened in line 1002$/,
    );
  });
});

it('takes line breaks inside cells and blank lines for what they are', async () => {
  const master =
    'pd_c,pd_nm,clac_hlv_nm,clac_mcls_nm\n\nP1,"Milk\n\nfresh, 1 l",Dairy,Milk\nP2,"Bread\r\nrye",Bakery,Bread\n\n';
  const { texts, accepted } = await readSource({ ...GOOD_SOURCE, 'PD_CLAC.csv': master });
  expect(texts).toEqual([]);
  expect(accepted.products?.map(({ pd_nm }) => pd_nm)).toEqual(['Milk\n\nfresh, 1 l', 'Bread\nrye']);
});
