import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DuckDBSession } from '../../../platform/duckdb/session.ts';
import { buildModels } from '../../../platform/sql/build-models.ts';
import { cutRows } from '../../../platform/sql/cut-rows.ts';
import { AuditError, runAudits } from '../../../platform/sql/run-audits.ts';
import { createSliceViews, listSlicedTables } from '../../../platform/sql/slice-views.ts';
import type { SqlProject } from '../../../platform/sql/sql-model.ts';
import { affiliateProject, event, insertRows, openSource, rawTables } from './open-source.ts';
import { shopAsOf, shopSource } from './shop-source.ts';

let session: DuckDBSession;
let project: SqlProject;
beforeAll(async () => {
  project = await affiliateProject();
  session = await openSource(shopSource);
  await buildModels(session, project, { params: shopAsOf });
});
afterAll(() => session.close());
beforeEach(() => session.run('begin'));
afterEach(() => session.run('rollback'));

/** The audits that fail after a change, with the number of rows each finds: the same of slices of a few rows as of all. */
async function failuresAfter(change: string): Promise<Record<string, number>> {
  await session.run(change);
  const failures = await failuresOf(() => runAudits(session, project, shopAsOf));
  const cut = await cutRows(session, Object.keys(rawTables), {
    column: 'customer_id',
    rawColumn: 'cust',
    rows: 10,
  });
  const tables = await listSlicedTables(session, [...new Set(readByAudits())], cut);
  await session.run('create schema whole');
  for (const { view, source } of tables) {
    await session.run(`create table ${source} as from ${view}`);
    await session.run(`drop table ${view}`);
  }
  await createSliceViews(session, tables);
  expect(cut.slices.length).toBeGreaterThan(1);
  expect(await failuresOf(() => runAudits(session, project, shopAsOf, cut))).toEqual(failures);
  // A test may change more.
  for (const { view, source } of tables) {
    await session.run(`drop view ${view}`);
    await session.run(`create table ${view} as from ${source}`);
  }
  await session.run('drop schema whole cascade');
  return failures;
}

const readByAudits = () => project.audits.flatMap(({ references }) => references);

async function failuresOf(audit: () => Promise<unknown>): Promise<Record<string, number>> {
  try {
    await audit();
    return {};
  } catch (error) {
    if (!(error instanceof AuditError)) throw error;
    return Object.fromEntries(
      error.failures.map(({ audit, rows }) => [audit.replace(/^.*\/(\w+)\.sql$/, '$1'), rows]),
    );
  }
}

const snapshots = 'marts.next_affiliate_snapshots';
const ofM1InJune = `where customer_id = 'M1' and cut_date = date '2021-06-01'`;

describe('audits', () => {
  it('pass when nothing is wrong', async () => {
    expect(await failuresAfter('select 1')).toEqual({});
  });

  it.each([
    ['used_affiliates', `['A01', 'A02', 'D01']`],
    ['affiliates_used', '3'],
    ['visits', 'visits + 1'],
    ['visits_90d', 'visits_90d + 1'],
    ['active_days', 'active_days + 1'],
    ['spend', 'spend + 0.01'],
    ['spend_90d', 'spend_90d + 0.01'],
    ['online_share', '0.5'],
    ['payment_share', '0.5'],
    ['mean_gap_days', '62'],
    ['recency_days', '21'],
    ['tenure_days', '148'],
    ['visits_by_affiliate', '[3, 0, 0, 0, 1, 0]'],
    ['visits_90d_by_affiliate', '[1, 0, 0, 0, 1, 0]'],
  ])('find %s that says more than the visits before the cut', async (column, value) => {
    const failures = await failuresAfter(`update ${snapshots} set ${column} = ${value} ${ofM1InJune}`);
    expect(failures).toHaveProperty('features_before_cut', 1);
  });

  it.each([
    ['latest_affiliate', `'A01'`],
    ['latest_affiliate', 'null'],
    ['days_since_new_affiliate', '0'],
  ])('find a %s of %s that is not that of the last visit', async (column, value) => {
    const failures = await failuresAfter(`update ${snapshots} set ${column} = ${value} ${ofM1InJune}`);
    expect(failures).toEqual({ latest_before_cut: 1 });
  });

  it.each([
    ['annual_affiliates', '3'],
    ['annual_purchases', 'annual_purchases + 1'],
    ['annual_retail_purchases', 'annual_retail_purchases + 1'],
    ['annual_partner_purchases', '0'],
    ['annual_payments', '0'],
    ['annual_online_share', '0.5'],
    ['annual_amount', 'annual_amount + 0.01'],
    ['annual_retail_amount', 'annual_retail_amount + 0.01'],
    ['annual_partner_amount', '0'],
    ['annual_payment_amount', '0'],
  ])('find %s of a year that was another', async (column, value) => {
    const failures = await failuresAfter(
      `update marts.customer_snapshots set ${column} = ${value} ${ofM1InJune}`,
    );
    expect(failures).toEqual({ annual_before_cut: 1 });
  });

  it('find a model that lets the day of the cut in', async () => {
    const models = project.models.map((model) => ({
      ...model,
      text: model.text.replace('active_on < entered.cut_date', 'active_on <= entered.cut_date'),
    }));
    await buildModels(session, { ...project, models }, { params: shopAsOf });
    // M2, whose only visit is in the first hour of June, now has a snapshot of June.
    expect(await failuresAfter('select 1')).toMatchObject({
      annual_before_cut: 1,
      features_before_cut: 1,
      latest_before_cut: 1,
    });
  });

  it.each([
    ['an amount', `marts.customers set annual_amount = annual_amount + 1`],
    ['a count', `marts.customers set annual_purchases = annual_purchases + 1`],
    ['an affiliate', `marts.customers set affiliates_used = 0`],
    ['a part', `marts.customer_affiliates set annual_purchases = annual_purchases + 1`],
    ['a list', `marts.customers set annual_purchases_by_affiliate = [9]`],
    ['a category', `marts.customer_categories set lines = 99`],
  ])('find %s of a customer that does not agree with the rest', async (_, change) => {
    expect(await failuresAfter(`update ${change} where customer_id = 'M2'`)).toEqual({
      customers_are_served: 1,
    });
  });

  it('find a payment that is matched twice', async () => {
    const failures = await failuresAfter(
      `insert into intermediate.int_payment_matches from intermediate.int_payment_matches`,
    );
    expect(failures).toEqual({ payments_counted_once: 2 });
  });

  it('find activity that is not known yet', async () => {
    const failures = await failuresAfter(
      `update intermediate.int_visits set happened_at = timestamp '2021-08-01 00:00:00' where customer_id = 'M2'`,
    );
    expect(failures).toMatchObject({ nothing_after_as_of: 1 });
  });

  it('find a customer without a serving row, and one with two', async () => {
    expect(await failuresAfter(`delete from ${snapshots} where customer_id = 'M3'`)).toEqual({
      one_serving_row: 1,
    });
    expect(
      await failuresAfter(
        `update ${snapshots} set is_serving = true where customer_id = 'M5' and cut_date = date '2021-07-01'`,
      ),
    ).toEqual({ one_serving_row: 2 });
  });

  it.each([
    ['used before the cut', 'D01'],
    ['used after the 60 days', 'A05'],
    ['never used', 'E01'],
  ])('find a next affiliate %s', async (_, code) => {
    const failures = await failuresAfter(
      `update ${snapshots} set next_affiliates = ['${code}'] ${ofM1InJune}`,
    );
    expect(failures).toEqual({ outcomes_are_new: 1 });
  });

  it.each([
    [
      'an outcome before its days have passed',
      `any_new = 0, next_affiliates = [] where cut_date = '2021-07-01'`,
      3,
    ],
    ['a missing outcome', `any_new = null ${ofM1InJune}`, 1],
    ['a list without its sum', `any_new = 0 ${ofM1InJune}`, 1],
  ])('find %s', async (_, change, rows) => {
    expect(await failuresAfter(`update ${snapshots} set ${change}`)).toEqual({ outcomes_are_ripe: rows });
  });

  it('find lists in another order than the affiliates', async () => {
    const swapped = `update ${snapshots} set visits_by_affiliate = [0, 2, 0, 0, 1, 0] ${ofM1InJune}`;
    expect(await failuresAfter(swapped)).toEqual({ lists_follow_affiliates: 1 });
    const grown = `insert into marts.affiliates by name select 'Z01' as affiliate_code, 6 as affiliate_index`;
    expect(await failuresAfter(grown)).toEqual({ extensions_are_new: 3, lists_follow_affiliates: 11 });
  });

  const firstOfM1 = `where customer_id = 'M1' and event_number = 1`;

  it.each([
    ['a label that was used before', `next_affiliates = ['A01']`],
    ['a label of another hour', `next_affiliates = ['A02']`],
    ['a count of the label itself', 'visits_by_affiliate = [2, 0, 0, 0, 1, 0]'],
    ['an affiliate used later', `used_affiliates = ['A01', 'D01']`],
  ])('find an event with %s', async (_, change) => {
    const failures = await failuresAfter(`update marts.extension_events set ${change} ${firstOfM1}`);
    expect(failures).toEqual({ extensions_are_new: 1 });
  });

  it.each([
    'run_visits = run_visits + 1',
    'online_share = 0.5',
    'has_payment = false',
    'mean_gap_days = 365',
    'mean_visit_amount = mean_visit_amount + 0.01',
  ])('find an event with %s, which its run was not', async (change) => {
    const failures = await failuresAfter(`update marts.extension_events set ${change} ${firstOfM1}`);
    expect(failures).toEqual({ runs_before_event: 1 });
  });

  it.each([
    ['top_product', 'PD0002'],
    ['top_branch', 'E010001'],
  ])('find a %s of %s that nobody bought in the run', async (column, code) => {
    for (const [mart, which] of [
      ['extension_events', firstOfM1],
      ['open_runs', `where customer_id = 'M2'`],
    ]) {
      const failures = await failuresAfter(`update marts.${mart} set ${column} = '${code}' ${which}`);
      expect(failures).toEqual({ run_tops_were_bought: mart === 'open_runs' ? 2 : 1 });
    }
  });

  it.each([
    ['an event between others', `delete from marts.extension_events ${firstOfM1}`],
    ['both events and open run', `delete from marts.open_runs where customer_id = 'M2'`],
  ])('find a customer without %s', async (_, change) => {
    expect(await failuresAfter(change)).toEqual({ runs_are_complete: 1 });
  });

  it.each([
    ['customers', 'stg_customers', `customer_id <> 'M3'`],
    ['products', 'stg_products', 'false'],
    ['branches', 'stg_branches', `branch_code <> 'E010001'`],
    ['purchases', 'stg_purchases', `customer_id <> 'M9'`],
    ['partner_visits', 'stg_partner_visits', `customer_id <> 'M5'`],
    ['payments', 'stg_payments', 'false'],
  ])('find %s that staging lost', async (table, model, kept) => {
    expect(await totalsAfter(model, (text) => `${text} where ${kept}`)).toEqual([table]);
  });

  it.each([
    ['an amount', 'stg_purchases', 'sum(amount)', 'sum(amount + 0.01)'],
    ['units', 'stg_purchases', 'sum(units)', 'sum(units + 1)'],
    ['a count of merged lines', 'stg_purchases', 'count(*)', 'min(1)'],
    ['a receipt', 'stg_partner_visits', 'sum(amount)', 'max(0)'],
  ])('find that staging changed %s', async (_, model, text, changed) => {
    expect(await totalsAfter(model, (sql) => sql.replace(text, changed))).toHaveLength(1);
  });

  it.each([
    ['days that were not', 'purchase_days = purchase_days + 1'],
    ['another last day', `last_bought_on = last_bought_on - 1`],
    ['a day that does not follow from the gap', 'due_on = due_on + 1'],
    [
      'a gap that is neither the product’s nor the customer’s',
      'gap_days = gap_days + 1, due_on = due_on + 1',
    ],
  ])('find a reminder with %s', async (_, change) => {
    await session.run(
      `insert into marts.repurchase_dates by name
       select 'M1' as customer_id, 'PD0001' as product_code, purchase_days, last_bought_on, 10 as product_gap_days,
         10 as gap_days, last_bought_on + 10 as due_on
       from (
         select count(distinct bought_on)::integer as purchase_days, max(bought_on) as last_bought_on
         from marts.product_days where customer_id = 'M1' and product_code = 'PD0001'
       )
       where (select count(*) from marts.repurchase_dates where customer_id = 'M1') = 0`,
    );
    expect(await failuresAfter('select 1')).toEqual({});
    const failures = await failuresAfter(
      `update marts.repurchase_dates set ${change} where customer_id = 'M1'`,
    );
    expect(failures).toEqual({ reminders_are_due: 1 });
  });

  it('find raw rows that staging has not seen', async () => {
    await insertRows(session, 'visits', [
      event({ cust: 'M1', cop_c: 'B01', at: '2021-02-01 10', buy_am: 0 }),
    ]);
    expect(await failuresAfter('select 1')).toEqual({ staging_matches_raw: 1 });
  });

  /** The tables that staging does not match after a change of one staging model. */
  async function totalsAfter(model: string, change: (text: string) => string): Promise<unknown[]> {
    const models = project.models.map((one) =>
      one.name === `staging.${model}` ? { ...one, text: change(one.text) } : one,
    );
    const targets = ['intermediate.int_staging_totals'];
    await buildModels(session, { ...project, models }, { targets, params: shopAsOf });
    const error = await runAudits(session, project, shopAsOf).catch((reason: unknown) => reason);
    const failure = (error as AuditError).failures.find(({ audit }) =>
      audit.endsWith('staging_matches_raw.sql'),
    );
    return failure?.examples.map((example) => (example as { table_name: string }).table_name) ?? [];
  }
});
