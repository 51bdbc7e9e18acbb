import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listMisfits, number, type ReadSample, readSample, toShares } from '../read-sample.ts';

// Printed numbers of the affiliate spec, sections 1 and 3; 12,000 customers stand for its 29,909.
const CUSTOMERS = 12_000;
let sample: ReadSample;
beforeAll(async () => {
  sample = await readSample({
    pipeline: 'affiliate-expansion',
    customers: CUSTOMERS,
    profile: 'demo',
    seed: 1,
  });
});
afterAll(() => sample.close());

const perYear = (count: number) => (count * CUSTOMERS) / 29_909;

describe('customers', () => {
  test('gender, age and home zone within 1.5 points', async () => {
    const gender = toShares(await sample.table('select ma_fem_dv, count(*) from DEMO group by all'));
    expect(listMisfits(gender, { 여성: 0.671, 남성: 0.329 }, 0.015)).toEqual({});
    const ages = toShares(await sample.table('select ages, count(*) from DEMO group by all'));
    const printedAges = {
      '20대': 0.129,
      '30대': 0.259,
      '40대': 0.33,
      '50대': 0.188,
      '60대': 0.071,
      '70대': 0.024,
    };
    expect(listMisfits(ages, printedAges, 0.015)).toEqual({});
    const zones = toShares(await sample.table('select zon_hlv, count(*) from DEMO group by all'));
    expect(listMisfits(zones, { Z10: 0.273, Z17: 0.263, Z16: 0.084, Z11: 0.062, Z02: 0.003 }, 0.015)).toEqual(
      {},
    );
    expect(Object.keys(zones)).toHaveLength(17);
  });

  test('affiliates used, 0 to 14: each share within 2.5 points', async () => {
    const used = toShares(
      await sample.table(
        `select used, count(*) from (
          select d.cust, count(distinct e.cop_c) as used
          from DEMO as d left join (
            select cust, cop_c from PDDE union all select cust, cop_c from COP_U
            union all select cust, cop_c from LPAY
          ) as e on e.cust = d.cust
          group by all
        ) group by all`,
      ),
    );
    const printed = [39, 5390, 4907, 4441, 3762, 3192, 2692, 1938, 1523, 975, 596, 309, 115, 26, 4];
    expect(
      listMisfits(
        {
          ...number(
            printed.map(() => 0),
            0,
          ),
          ...used,
        },
        toShares(number(printed, 0)),
        0.025,
      ),
    ).toEqual({});
  });

  test('rows per customer: mean 142, quartiles 18, 74, 190', async () => {
    const [row] = await sample.rows<{ mean: number; quartiles: { items: number[] } }>(
      `select avg(n) as mean, quantile_cont(n, [0.25, 0.5, 0.75]) as quartiles from (
        select d.cust, count(e.cust) as n
        from DEMO as d left join (
          select distinct cust, rct_no, pd_c, 2 as source from PDDE
          union all select cust, rct_no, null, 3 from COP_U
          union all select cust, rct_no::varchar, null, 6 from LPAY
        ) as e on e.cust = d.cust
        group by all
      )`,
    );
    const [low, middle, high] = row!.quartiles as unknown as number[];
    expect(row!.mean).toBeGreaterThan(142 * 0.94);
    expect(row!.mean).toBeLessThan(142 * 1.06);
    expect(Math.abs(low! - 18)).toBeLessThan(6);
    expect(Math.abs(middle! - 74)).toBeLessThan(9);
    expect(Math.abs(high! - 190)).toBeLessThan(15);
  });
});

describe('volumes', () => {
  test('lines, receipts, payments and cleaned partner visits within 6 %', async () => {
    const counts = {
      lines: await sample.value('select count(*) from PDDE'),
      receipts: await sample.value('select count(distinct rct_no) from PDDE'),
      visits: await sample.value('select count(*) from COP_U'),
      payments: await sample.value('select count(*) from LPAY'),
    };
    const printed = { lines: 4_381_743, receipts: 1_266_589, visits: 226_919, payments: 350_662 };
    for (const [name, count] of Object.entries(printed)) {
      const ratio = counts[name as keyof typeof counts] / perYear(count);
      expect(ratio, name).toBeGreaterThan(0.94);
      expect(ratio, name).toBeLessThan(1.06);
    }
  });

  test('shares of the affiliates: lines and payments within 2 points, partner receipts within 3.5', async () => {
    const lines = toShares(await sample.table('select cop_c, count(*) from PDDE group by all'));
    const printedLines = { A01: 548, A02: 2017, A03: 790, A04: 250, A05: 7.1, A06: 61.5 };
    expect(listMisfits(lines, toShares(printedLines), 0.02)).toEqual({});
    const visits = toShares(await sample.table('select cop_c, count(*) from COP_U group by all'));
    const printedVisits = { B01: 8.1, C01: 48.3, C02: 30.3, D01: 112.2, D02: 43.1, E01: 6.2 };
    expect(listMisfits(visits, toShares(printedVisits), 0.035)).toEqual({});
    const payments = toShares(await sample.table('select cop_c, count(*) from LPAY group by all'));
    const printed = { A01: 54.0, A02: 31.8, A03: 16.5, A04: 29.2, A05: 2.6, A06: 93.9, B01: 0.8, C01: 11.3 };
    const rest = { C02: 1.8, D01: 13.1, D02: 4.25, E01: 0.5, L00: 22.5, L01: 70.9 };
    expect(listMisfits(payments, toShares({ ...printed, ...rest }), 0.02)).toEqual({});
  });

  test('sales by retailer within 12 %', async () => {
    const sales = await sample.table('select cop_c, sum(buy_am) / 1e9 from PDDE group by all');
    const printed = { A01: 74.24, A02: 16.24, A03: 3.71, A04: 0.97, A06: 3.8 };
    const ratios = Object.fromEntries(
      Object.entries(printed).map(([code, bn]) => [code, sales[code]! / perYear(bn)]),
    );
    expect(listMisfits(ratios, { A01: 1, A02: 1, A03: 1, A04: 1, A06: 1 }, 0.12)).toEqual({});
  });

  test('line shares of the large categories within half a point', async () => {
    const shares = toShares(
      await sample.table('select clac_hlv_nm, count(*) from PDDE join PD_CLAC using (pd_c) group by all'),
    );
    const printed = {
      채소: 10.8,
      과자: 9.1,
      유제품: 6.8,
      대용식: 6.4,
      냉장식품: 6.1,
      과일: 5.9,
      음료: 5.7,
      축산물: 4.7,
    };
    const more = { '테넌트/음식점': 3.8, 주류: 3.7, 조미료: 3.4, 여성의류: 1.6, 남성의류: 1.1, 담배: 1.0 };
    const percent = Object.fromEntries(Object.entries(shares).map(([name, share]) => [name, share * 100]));
    expect(listMisfits(percent, { ...printed, ...more }, 0.5)).toEqual({});
    expect(Object.keys(shares)).toHaveLength(60);
  });
});

describe('seasons', () => {
  test('retail units by month, weekday and hour within 0.6 points', async () => {
    const months = [541, 479, 523, 535, 546, 456, 506, 475, 425, 432, 370, 422];
    const byMonth = await sample.table('select (de_dt // 100) % 100, sum(buy_ct) from PDDE group by all');
    expect(listMisfits(toShares(byMonth), toShares(number(months, 1)), 0.006)).toEqual({});
    const weekdays = [776, 705, 718, 745, 868, 1165, 738];
    const byWeekday = await sample.table(
      "select isodow(strptime(de_dt::varchar, '%Y%m%d')), sum(buy_ct) from PDDE group by all",
    );
    expect(listMisfits(toShares(byWeekday), toShares(number(weekdays, 1)), 0.006)).toEqual({});
    const hours = [28, 16, 8, 5, 4, 6, 10, 21, 38, 56, 203, 352, 417, 425, 468, 531, 573, 593, 570, 488];
    const byHour = await sample.table('select de_hr, sum(buy_ct) from PDDE group by all');
    const printed = toShares(number([...hours, 417, 296, 140, 47], 0));
    expect(listMisfits(toShares(byHour), printed, 0.006)).toEqual({});
  });

  test('L.pay rows by month within 1.5 points, partner rows within 2.5 (first uses cluster in January)', async () => {
    const partner = [0.27, 0.41, 0.35, 0.36, 0.44, 0.38, 0.44, 0.49, 0.37, 0.54, 0.47, 0.48];
    const visits = await sample.table('select (de_dt // 100) % 100, count(*) from COP_U group by all');
    expect(listMisfits(toShares(visits), toShares(number(partner, 1)), 0.025)).toEqual({});
    const monthly = [1.58, 1.45, 1.71, 1.79, 2.15, 1.95, 1.76, 1.99, 1.77, 1.84, 1.83, 1.64];
    const payments = await sample.table('select (de_dt // 100) % 100, count(*) from LPAY group by all');
    expect(listMisfits(toShares(payments), toShares(number(monthly, 1)), 0.015)).toEqual({});
  });

  // Sales hang on few customers: by customer, a weekday's share has a standard error of .2 points, an hour's of .16.
  test('L.pay sales by weekday within 0.8 points, by hour within 0.6', async () => {
    const weekdays = [2.95, 2.46, 2.63, 2.46, 3.55, 3.78, 3.62];
    const byWeekday = await sample.table(
      "select isodow(strptime(de_dt::varchar, '%Y%m%d')), sum(buy_am) from LPAY group by all",
    );
    expect(listMisfits(toShares(byWeekday), toShares(number(weekdays, 1)), 0.008)).toEqual({});
    const night = [0.52, 0.23, 0.11, 0.06, 0.04, 0.055, 0.1, 0.215, 0.4, 0.66, 1.0, 1.55];
    const day = [1.62, 1.61, 1.61, 1.63, 1.74, 1.8, 1.7, 1.42, 1.02, 0.84, 0.78, 0.74];
    const byHour = await sample.table('select de_hr, sum(buy_am) from LPAY group by all');
    expect(listMisfits(toShares(byHour), toShares(number([...night, ...day], 0)), 0.006)).toEqual({});
  });

  test('partner rows by weekday within 1 point of the printed sales (sales themselves are too flat)', async () => {
    const weekdays = [0.59, 0.55, 0.6, 0.57, 0.67, 1.04, 0.98];
    const visits = await sample.table(
      "select isodow(strptime(de_dt::varchar, '%Y%m%d')), count(*) from COP_U group by all",
    );
    expect(listMisfits(toShares(visits), toShares(number(weekdays, 1)), 0.01)).toEqual({});
  });
});

describe('masters and dirt', () => {
  test('product and branch masters have the printed sizes', async () => {
    const [products] = await sample.rows(
      `select count(*)::integer as n, count(distinct pd_c)::integer as codes,
        count(distinct pd_nm)::integer as names, count(distinct clac_hlv_nm)::integer as categories,
        count(distinct clac_mcls_nm)::integer as types from PD_CLAC`,
    );
    expect(products).toEqual({ n: 1933, codes: 1933, names: 1932, categories: 60, types: 349 });
    expect(await sample.value("select count(*) from PD_CLAC where pd_nm = '기타'")).toBe(2);
    const [branches] = await sample.rows(
      `select count(distinct br_c)::integer as n, count(distinct cop_c)::integer as affiliates,
        count(distinct zon_hlv)::integer as zones, count(distinct zon_mcls)::integer as districts from BR`,
    );
    expect(branches).toEqual({ n: 8808, affiliates: 11, zones: 17, districts: 257 });
  });

  test('keys and codes look as the spec writes them', async () => {
    const bad = await sample.value(
      `select count(*) from PDDE where not (
        regexp_full_match(cust, 'M\\d{9}') and regexp_full_match(pd_c, 'PD\\d{4}')
        and regexp_full_match(rct_no, '[AE]0\\d\\d{9}') and (br_c is null or br_c[:3] = cop_c)
        and (rct_no[1] = 'E') = (chnl_dv = 2))`,
    );
    expect(bad).toBe(0);
    const badVisits = await sample.value(
      `select count(*) from COP_U where not (
        regexp_full_match(rct_no, '\\d{8}[B-E]0\\d\\d{7}')
        and rct_no[:8] = (de_dt % 1000000)::varchar || lpad(de_hr::varchar, 2, '0'))`,
    );
    expect(badVisits).toBe(0);
    for (const table of ['COP_U', 'LPAY']) {
      expect(await sample.value(`select count(*) - count(distinct rct_no) from ${table}`), table).toBe(0);
    }
  });

  test('duplicate lines, missing branches, visits in another year and orphans are there', async () => {
    const lines = await sample.value('select count(*) from PDDE');
    const distinct = await sample.value('select count(*) from (select distinct * from PDDE)');
    expect(1 - distinct / lines).toBeGreaterThan(0.045);
    expect(1 - distinct / lines).toBeLessThan(0.065); // printed: 237,354 of 4,381,743
    expect(await sample.value('select count(*) from PDDE where (br_c is null) <> (chnl_dv = 2)')).toBe(0);
    const online = (await sample.value('select count(*) from PDDE where br_c is null')) / lines;
    expect(Math.abs(online - 0.098)).toBeLessThan(0.012);
    const orphans = 'select count(*) from PDDE where br_c is not null and br_c not in (select br_c from BR)';
    expect(await sample.value(orphans)).toBeGreaterThan(0);
    expect(await sample.value(orphans)).toBeLessThan(lines / 10_000);
    expect(
      await sample.value("select count(*) from COP_U where br_c is null and cop_c = 'E01'"),
    ).toBeGreaterThan(5);
    expect(await sample.value("select count(*) from COP_U where br_c is null and cop_c <> 'E01'")).toBe(0);
    expect(await sample.value('select count(*) from COP_U where vst_dt // 10000 <> 2021')).toBeGreaterThan(0);
    expect(await sample.value('select count(*) from COP_U where de_dt // 10000 <> 2021')).toBe(0);
  });
});
