import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { GOOD_SOURCE, readSource, writeParquet } from './make-source.ts';

/** The good purchases with one text in place of another. */
const purchases = (from: string, to: string) => GOOD_SOURCE['PDDE.csv'].replace(from, to);
const lines = (count: number, bad: string[] = []) =>
  [
    GOOD_SOURCE['PDDE.csv'].split('\n')[0],
    ...Array.from({ length: count }, (_, i) => `M1,R${i},1,A01,A010001,P1,20210305,9,1500.0,1`),
    ...bad,
    '',
  ].join('\n');

describe('a source that keeps its contract', () => {
  it('is typed, unknown demographics and all', async () => {
    const { texts, accepted, quarantine, tables } = await readSource(GOOD_SOURCE);
    expect(texts).toEqual([]);
    expect(quarantine).toEqual([]);
    expect(accepted.demographics).toEqual([
      { cust: 'M1', ma_fem_dv: '여성', ages: '30대', zon_hlv: 'Z01' },
      { cust: 'M2', ma_fem_dv: null, ages: null, zon_hlv: null },
    ]);
    expect(accepted.purchases?.[0]).toEqual({
      cust: 'M1',
      rct_no: 'R1',
      chnl_dv: 1,
      cop_c: 'A01',
      br_c: 'A010001',
      pd_c: 'P1',
      de_dt: '2021-03-05',
      de_hr: 9,
      buy_am: 1500,
      buy_ct: 1,
    });
    expect(tables.find(({ contract }) => contract.name === 'purchases')?.newest).toBe('2021-03-06');
  });

  it.each([
    ['a byte-order mark', (text: string) => `\ufeff${text}`],
    ['Windows line ends', (text: string) => text.replaceAll('\n', '\r\n')],
    ['mixed line ends', (text: string) => text.replace('\n', '\r\n')],
    ['semicolons', (text: string) => text.replaceAll(',', ';')],
    ['tabs', (text: string) => text.replaceAll(',', '\t')],
    ['no last line end', (text: string) => text.trimEnd()],
    ['columns in capitals', (text: string) => text.replace('cust,rct_no', 'CUST,"RCT_NO"')],
    ['padded codes', (text: string) => text.replaceAll('M1,', 'M1  ,')],
  ])('may have %s', async (_name, change) => {
    const good = await readSource(GOOD_SOURCE);
    const changed = await readSource({ ...GOOD_SOURCE, 'PDDE.csv': change(GOOD_SOURCE['PDDE.csv']) });
    expect(changed.texts).toEqual([]);
    expect(changed.accepted.purchases).toEqual(good.accepted.purchases);
  });

  it('may be CP949, gzipped too', async () => {
    // 똠방각하: 똠 is in CP949 only.
    const text = Buffer.concat([
      Buffer.from('pd_c,pd_nm,clac_hlv_nm,clac_mcls_nm\nP1,'),
      Buffer.from([0x8c, 0x63, 0xb9, 0xe6, 0xb0, 0xa2, 0xc7, 0xcf]),
      Buffer.from(',Dairy,Milk\nP2,Bread,Bakery,Bread\n'),
    ]);
    const files = { ...GOOD_SOURCE, 'PD_CLAC.csv': undefined, 'PD_CLAC.csv.gz': gzipSync(text) };
    const { texts, accepted } = await readSource(files);
    expect(texts).toEqual([]);
    expect(accepted.products?.[0]).toMatchObject({ pd_c: 'P1', pd_nm: '똠방각하' });
  });

  it('counts identical rows and leaves them, but merges those of a master', async () => {
    const { texts, tables, accepted } = await readSource({
      ...GOOD_SOURCE,
      'DEMO.csv': `${GOOD_SOURCE['DEMO.csv']}M2,,,\n`,
      'LPAY.csv': `${GOOD_SOURCE['LPAY.csv']}M2,L1,L00,2,20210306,20,12000\n`,
    });
    expect(texts).toEqual([]);
    const identical = Object.fromEntries(tables.map(({ contract, identical }) => [contract.name, identical]));
    expect(identical).toMatchObject({ demographics: 1, payments: 1, purchases: 0 });
    expect(accepted.demographics).toHaveLength(2);
    expect(accepted.payments).toHaveLength(2);
  });

  it('may break its rules in few rows: they are quarantined with file, row, column, value and rule', async () => {
    const { texts, tables, quarantine } = await readSource({
      ...GOOD_SOURCE,
      'PDDE.csv': lines(300, [
        'M1,X1,1,A01,A010001,P1,20210230,9,1500.0,1',
        'M1,X2,1,A01,A010001,P1,20210305,9,1500.0,1,9',
        'M3,X3,1,A01,A010001,P1,20210305,9,1500.0,1',
      ]),
    });
    expect(texts).toEqual([]);
    const file = { table_name: 'purchases', file: 'PDDE.csv' };
    expect(quarantine).toEqual([
      { ...file, source_row: 301, column_name: 'de_dt', value: '20210230', rule: 'are not a day' },
      {
        ...file,
        source_row: 302,
        column_name: null,
        value: 'M1,X2,1,A01,A010001,P1,20210305,9,1500.0,1,9',
        rule: 'have too many cells',
      },
      { ...file, source_row: 303, column_name: 'cust', value: 'M3', rule: 'are not in demographics' },
    ]);
    expect(tables.find(({ contract }) => contract.name === 'purchases')).toMatchObject({
      rows: 303,
      good: 300,
      bad: 3,
    });
  });

  it('may name branches and products that the masters lack: that is worth knowing, no more', async () => {
    const { texts, warnings, accepted } = await readSource({
      ...GOOD_SOURCE,
      'PDDE.csv': lines(100, ['M1,X1,1,A01,A019999,P1,20210305,9,1.0,1']),
    });
    expect(texts).toEqual([]);
    expect(accepted.purchases).toHaveLength(101);
    expect(warnings.map(({ text }) => text)).toEqual([
      'PDDE.csv: column br_c: 1 of 101 rows is not in branches (0.99 %, at most 5 % may be bad); first: row 101, "A019999" (add them to branches, or correct the code)',
    ]);
  });
});

describe('a source that breaks its contract', () => {
  it.each<[string, Record<string, string | Buffer | undefined>, string]>([
    [
      'a missing table',
      { 'LPAY.csv': undefined },
      'table payments is missing (expected LPOINT_BIG_COMP_06_LPAY.csv or LPAY.csv or payments.csv, or .csv.gz, .parquet, .jsonl, or a mapping payments.sql)',
    ],
    [
      'a missing column',
      { 'PDDE.csv': purchases('buy_am', 'price') },
      'PDDE.csv lacks column buy_am (table purchases; it has cust, rct_no, chnl_dv, cop_c, br_c, pd_c, de_dt, de_hr, price, buy_ct; rename them, or map them in purchases.sql)',
    ],
    [
      'a wrong type',
      { 'PDDE.csv': purchases('1500.0,1', 'cheap,1') },
      'PDDE.csv: column buy_am: 1 of 3 rows is not an amount (33 %, at most 1 % may be bad); first: row 1, "cheap" (write amounts without currency or separators, such as 12300 or 12.50)',
    ],
    [
      'a fraction for a whole number',
      { 'PDDE.csv': purchases('2500.0,2', '2500.0,2.5') },
      'PDDE.csv: column buy_ct: 1 of 3 rows is not a whole number (33 %, at most 1 % may be bad); first: row 2, "2.5" (write whole numbers without separators, such as 12)',
    ],
    [
      'an unparsable date',
      { 'PDDE.csv': purchases('20210306', '06.03.21') },
      'PDDE.csv: column de_dt: 1 of 3 rows is not a day (33 %, at most 1 % may be bad); first: row 3, "06.03.21" (write days as 20210131 or 2021-01-31)',
    ],
    [
      'a year that cannot be',
      { 'PDDE.csv': purchases('20210306', '00210306') },
      'PDDE.csv: column de_dt: 1 of 3 rows is not between 1990-01-01 and 2100-01-01 (33 %, at most 1 % may be bad); first: row 3, "00210306" (correct the year)',
    ],
    [
      'an empty key',
      { 'PDDE.csv': purchases('M2,R2', ',R2') },
      'PDDE.csv: column cust: 1 of 3 rows is empty (33 %, at most 1 % may be bad); first: row 3, nothing (fill it in)',
    ],
    [
      'a duplicate key',
      { 'DEMO.csv': `${GOOD_SOURCE['DEMO.csv']}M1,남성,,\n` },
      'DEMO.csv: column cust: 1 of 3 rows repeats a key with other values (33 %, at most 1 % may be bad); first: row 3, "M1" (keep one row per key)',
    ],
    [
      'orphan references',
      { 'PDDE.csv': purchases('M2,R2', 'M9,R2') },
      'PDDE.csv: column cust: 1 of 3 rows is not in demographics (33 %, at most 1 % may be bad); first: row 3, "M9" (add them to demographics, or correct the code)',
    ],
    [
      'orphan references, of a column that had none in the table before',
      { 'LPAY.csv': GOOD_SOURCE['LPAY.csv'].replace('M2,L1', 'M9,L1') },
      'LPAY.csv: column cust: 1 of 1 rows is not in demographics (100 %, at most 1 % may be bad); first: row 1, "M9" (add them to demographics, or correct the code)',
    ],
    [
      'an impossible amount',
      { 'PDDE.csv': purchases('900.0', '90000000000') },
      'PDDE.csv: column buy_am: 1 of 3 rows is above 10000000000 (33 %, at most 1 % may be bad); first: row 3, "90000000000" (amount paid for the line, all units; negative for a return: expected at least -10000000000, at most 10000000000)',
    ],
    [
      'an empty file',
      { 'PDDE.csv': '' },
      'PDDE.csv is empty: 0 bytes (expected a header and rows; copy it again)',
    ],
    [
      'a header only',
      { 'PDDE.csv': `${GOOD_SOURCE['PDDE.csv'].split('\n')[0]}\n` },
      'PDDE.csv has a header but no rows (table purchases; export it again)',
    ],
    [
      'a truncated gzip file',
      { 'PDDE.csv': undefined, 'PDDE.csv.gz': gzipSync(GOOD_SOURCE['PDDE.csv']).subarray(0, -9) },
      'PDDE.csv.gz is not a whole gzip file: unexpected end of file (copy it again)',
    ],
    [
      'a gzip file named .csv',
      { 'PDDE.csv': gzipSync(GOOD_SOURCE['PDDE.csv']) },
      'PDDE.csv is a gzip file by its first bytes (rename it to .csv.gz)',
    ],
    [
      'a text file named .csv.gz',
      { 'PDDE.csv': undefined, 'PDDE.csv.gz': GOOD_SOURCE['PDDE.csv'] },
      'PDDE.csv.gz is not gzip: its first bytes are others (rename it, or copy it again)',
    ],
    [
      'a workbook named .csv',
      { 'PDDE.csv': Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 6, 0]) },
      'PDDE.csv is a ZIP archive or an Excel workbook by its first bytes (export it as CSV)',
    ],
    [
      'a binary file named .csv',
      { 'PDDE.csv': Buffer.from([0x89, 0x41, 0, 0xff, 0x10, 0x0a, 0, 1]) },
      'PDDE.csv is binary, not text: it holds zero bytes (export it as CSV)',
    ],
    [
      'UTF-16',
      { 'PDDE.csv': Buffer.from(`\ufeff${GOOD_SOURCE['PDDE.csv']}`, 'utf16le') },
      'PDDE.csv is UTF-16 text by its first bytes (save it as UTF-8)',
    ],
    [
      'two files for one table',
      { 'purchases.csv': GOOD_SOURCE['PDDE.csv'] },
      'table purchases is there twice: PDDE.csv, purchases.csv (keep one, or say in purchases.sql how they make one table)',
    ],
    [
      'a column named twice',
      { 'PDDE.csv': purchases('rct_no', 'cust') },
      'PDDE.csv names column cust twice in its header (rename one)',
    ],
    [
      'a workbook beside them',
      { 'LPAY.csv': undefined, 'LPAY.xlsx': 'x' },
      'table payments is missing (expected LPOINT_BIG_COMP_06_LPAY.csv or LPAY.csv or payments.csv, or .csv.gz, .parquet, .jsonl, or a mapping payments.sql; LPAY.xlsx is there, but is none of .csv, .csv.gz, .parquet or .jsonl)',
    ],
  ])('says so of %s', async (_name, files, text) => {
    expect((await readSource({ ...GOOD_SOURCE, ...files })).texts).toEqual([text]);
  });

  it.each([
    [
      'values',
      (line: string) => `${line.slice(line.indexOf(',') + 1)},`,
      'column chnl_dv: 3 of 3 rows are not a whole number (100 %, at most 1 % may be bad); first: row 1, "A01" (write whole numbers without separators, such as 12)',
    ],
    [
      'lines without their first cell',
      (line: string) => line.slice(line.indexOf(',') + 1),
      '3 of 3 rows have too few cells (100 %, at most 1 % may be bad); first: row 1, "R1,1,A01,A010001,P1,20210305,9,1500.0,1" (quote cells that hold a separator, and double quotation marks inside them)',
    ],
    [
      'lines with one cell more',
      (line: string) => `0,${line}`,
      '3 of 3 rows have too many cells (100 %, at most 1 % may be bad); first: row 1, "0,M1,R1,1,A01,A010001,P1,20210305,9,1500.0,1" (quote cells that hold a separator, and double quotation marks inside them)',
    ],
  ])('sees shifted columns: %s', async (_name, shift, text) => {
    const [header, ...rows] = GOOD_SOURCE['PDDE.csv'].trimEnd().split('\n');
    const { texts } = await readSource({
      ...GOOD_SOURCE,
      'PDDE.csv': [header, ...rows.map(shift), ''].join('\n'),
    });
    expect(texts).toEqual([`PDDE.csv: ${text}; most rows are bad: compare the header with a row`]);
  });

  it('names a truncated Parquet file', async () => {
    const whole = await writeParquet(`select 'M' || i as cust from range(5000) as rows(i)`);
    const parquet = whole.subarray(0, whole.length - 100);
    const { texts } = await readSource({ ...GOOD_SOURCE, 'PDDE.csv': undefined, 'PDDE.parquet': parquet });
    expect(texts).toEqual([
      expect.stringMatching(/^PDDE\.parquet cannot be read: .+ \(copy or export it again\)$/),
    ]);
  });

  it('lists all that is wrong with all tables at once', async () => {
    const { texts } = await readSource({
      ...GOOD_SOURCE,
      'DEMO.csv': `${GOOD_SOURCE['DEMO.csv']}M1,남성,,\n`,
      'BR.csv': undefined,
      'COP_U.csv': '',
      'LPAY.csv': GOOD_SOURCE['LPAY.csv'].replace('12000', 'much').replace('20210306', 'today'),
    });
    expect(texts.map((text) => text.slice(0, 32))).toEqual([
      'table branches is missing (expec',
      'DEMO.csv: column cust: 1 of 3 ro',
      'COP_U.csv is empty: 0 bytes (exp',
      'LPAY.csv: column de_dt: 1 of 1 r',
    ]);
  });
});
