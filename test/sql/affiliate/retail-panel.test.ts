import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DuckDBSession } from '../../../platform/duckdb/session.ts';
import { buildModels } from '../../../platform/sql/build-models.ts';
import { runAudits } from '../../../platform/sql/run-audits.ts';
import { affiliateProject, openSource, rawTables } from './open-source.ts';

const panel = fileURLToPath(new URL('../../../../shared/data/retail-panel/', import.meta.url));
const params = { as_of: { date: '2018-01-01' }, extracts_overlap: true };
const files = {
  demographics: `read_csv($path, all_varchar = true)`,
  purchases: `read_parquet($path)`,
  visits: `read_csv($path, all_varchar = true)`,
  products: `read_csv($path, all_varchar = true)`,
  branches: `read_csv($path, all_varchar = true)`,
  payments: `read_csv($path, all_varchar = true)`,
} as const;
const names = [
  '01_DEMO.csv',
  '02_PDDE.parquet',
  '03_COP_U.csv.gz',
  '04_PD_CLAC.csv',
  '05_BR.csv',
  '06_LPAY.csv.gz',
];

/** The panel without contract or quarantine: codes as text, days from yyyymmdd. */
async function openPanel(threads: number): Promise<DuckDBSession> {
  const session = await openSource({}, threads);
  for (const [index, [table, reader]] of Object.entries(files).entries()) {
    const types = rawTables[table as keyof typeof files];
    const columns = Object.entries(types).map(([name, type]) =>
      type === 'date' ? `strptime(${name}::varchar, '%Y%m%d')::date` : `${name}::${type}`,
    );
    await session.run(`insert into raw.${table} select ${columns.join(', ')} from ${reader}`, {
      path: join(panel, `LPOINT_BIG_COMP_${names[index]}`),
    });
  }
  return session;
}

describe.skipIf(!existsSync(panel))('the real panel (skipped where ../shared/data is absent)', () => {
  let session: DuckDBSession;
  beforeAll(async () => {
    session = await openPanel(2);
    await buildModels(session, await affiliateProject(), { params });
  });
  afterAll(() => session.close());

  it('passes every audit', async () => {
    const project = await affiliateProject();
    expect(await runAudits(session, project, params)).toHaveLength(project.audits.length);
  });

  it('has every household and affiliate', async () => {
    const [counts] = await session.rows(`select
      (select count(*) from marts.customers) as customers,
      (select count(*) from marts.customers where visits > 0) as active_customers,
      (select sum(lines) from marts.customer_categories) as purchase_lines,
      (select count(*) from raw.purchases where de_dt < date '2018-01-01') as raw_lines,
      (select string_agg(affiliate_code, ' ' order by affiliate_index) from marts.affiliates) as affiliates`);
    expect(counts).toEqual({
      customers: 1226,
      active_customers: 1226,
      purchase_lines: 675_114,
      raw_lines: 675_114,
      affiliates: 'A01 A02 A03 A04 A05 A06 B01 C01 C02 D01 D02 E01 L00 L01',
    });
  });

  it('counts unknown people and matches payments to receipts, each once', async () => {
    const counts = await session.rows<{ kind: string; occurrences: number }>('from marts.cleaning_counts');
    expect(Object.fromEntries(counts.map(({ kind, occurrences }) => [kind, occurrences]))).toMatchObject({
      customers_of_unknown_gender: 1226,
      customers_of_unknown_age: 831,
      payments_matched: 5171,
      payments_of_another_amount: 0,
      payments_where_no_receipts_are_kept: 2536,
      purchase_lines_after_as_of: 193,
    });
    const [row] = await session.rows<Record<string, number>>(`select
      round(sum(annual_amount), 2) as amount, sum(annual_purchases) as purchases, sum(annual_payments) as payments,
      (select sum(buy_am)::double from raw.purchases where de_dt < date '2018-01-01') as bought,
      (select sum(buy_am)::double from raw.visits where de_dt < date '2018-01-01') as visited,
      (select sum(buy_am)::double from raw.payments where de_dt < date '2018-01-01' and cop_c like 'L%') as paid
      from marts.customers`);
    expect(row?.amount).toBeCloseTo(row!.bought! + row!.visited! + row!.paid!, 2);
    expect(row).toMatchObject({ payments: 5171 + 2536 });
  });

  it('finds the new affiliates that the raw tables show', async () => {
    const snapshots = await session.rows<{ cut_date: string; customers: number; any_new: number | null }>(
      `select cut_date, count(*) as customers, sum(any_new) as any_new
      from marts.next_affiliate_snapshots group by all order by all`,
    );
    // Counted from the raw tables one cut at a time, without snapshots.
    const counted = await session.rows(`
      with
        uses as (
          select cust, cop_c, de_dt from raw.purchases
          union all select cust, cop_c, de_dt from raw.visits
          union all select cust, cop_c, de_dt from raw.payments
        ),
        firsts as (select cust, cop_c, min(de_dt) as used_on from uses group by all),
        customers as (select *, min(used_on) over (partition by cust) as came_on from firsts),
        cuts as (select unnest(generate_series(date '2017-04-01', date '2018-01-01', interval 1 month))::date as cut),
        counts as (
          select
            cut as cut_date,
            count(distinct cust) filter (where came_on < cut) as customers,
            count(distinct cust) filter (where came_on < cut and used_on >= cut and used_on < cut + 60) as any_new
          from customers cross join cuts group by all
        )
      select * replace (case when cut_date + 60 <= date '2018-01-01' then any_new end as any_new)
      from counts order by cut_date`);
    process.stdout.write(`${snapshots.map((row) => Object.values(row).join('  ')).join('\n')}\n`);
    expect(snapshots).toEqual(counted);
    expect(snapshots.map((row) => row.any_new)).toEqual([634, 569, 512, 436, 377, 377, 341, 330, null, null]);
  });

  it('gives the same bytes whatever the threads', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'crosslift-panel-'));
    const single = await openPanel(1);
    await buildModels(single, await affiliateProject(), { params });
    const digest = async (from: DuckDBSession, table: string, keys: readonly string[]) => {
      const path = join(directory, 'mart.parquet');
      await from.copyToParquet({ table }, path, { orderBy: keys });
      return createHash('sha256')
        .update(await readFile(path))
        .digest('hex');
    };
    const { models } = await affiliateProject();
    for (const { name, grain } of models.filter(({ layer }) => layer === 'marts')) {
      expect(await digest(session, name, grain), name).toBe(await digest(single, name, grain));
    }
    await single.close();
    await rm(directory, { recursive: true });
  });
});
