import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { estimateLifetimeValue } from '../../../activities/affiliate/estimate-lifetime-value.ts';
import type { ArtifactRef, Artifacts } from '../../../models/contracts/artifact.ts';
import { HORIZON_DAYS } from '../../../models/lifetime/horizon.ts';
import { LifetimeReport } from '../../../models/lifetime/lifetime-report.ts';
import type { StepServices } from '../../../platform/steps/services.ts';
import { generateSample } from '../../../sample/index.ts';
import { openTestSession } from '../../platform/duckdb/open-test-session.ts';
import { createServices, giveArtifacts, runStep } from '../../support/step-harness.ts';
import { createTemporaryDirectory } from '../../support/temporary-directory.ts';
import { buildSourceTables } from './build-source-tables.ts';

/** Real households; the folder is not part of the repository. */
const PANEL = fileURLToPath(new URL('../../../../shared/data/retail-panel/', import.meta.url));

const directory = createTemporaryDirectory();
const services: StepServices = createServices(directory);
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const pathOf = (ref: ArtifactRef | undefined) => services.store.locate(ref!);
async function query<Row>(sql: string, params: Record<string, string>): Promise<Row[]> {
  return (await openTestSession()).rows<Row>(sql, params);
}
async function estimate(tables: Artifacts, asOf: string) {
  const { artifacts, ...result } = await runStep(estimateLifetimeValue, services, {
    step: 'estimate-lifetime-value',
    params: { asOf, horizonDays: HORIZON_DAYS, seed: 1, minRows: 300 },
    inputs: {
      customers: tables.customers!,
      customer_affiliates: tables.customer_affiliates!,
      purchase_days: tables.purchase_days!,
    },
  });
  return { ...result, artifacts: artifacts as Artifacts };
}
const readReport = (artifacts: Artifacts) =>
  LifetimeReport.parse(JSON.parse(readFileSync(pathOf(artifacts.lifetime_report), 'utf8')));

describe('the sample', () => {
  const source = join(directory, 'shop');
  const asOf = '2022-01-01';
  let tables: Artifacts;
  let estimated: Awaited<ReturnType<typeof estimate>>;
  beforeAll(async () => {
    const customers = 800;
    await generateSample({
      pipeline: 'affiliate-expansion',
      directory: source,
      customers,
      profile: 'demo',
      seed: 1,
    });
    tables = await buildSourceTables(services, { source, asOf });
    estimated = await estimate(tables, asOf);
  }, 120_000);

  it('gives every customer a row, with the formula of the spec beside the forecast', async () => {
    const [row] = await query<Record<string, number>>(
      `select count(*)::integer as customers,
         count(*) filter (p_alive between 0 and 1 and expected_value >= 0
           and purchases_by = 'blend' and purchases_low <= purchases_high and value_low <= value_high)::integer as sound,
         count(*) filter (frequency = active_days - 1 and age_days = tenure_days and recency_days = span_days)::integer as counted,
         count(*) filter (cltv_seed = formula_lifetime_value)::integer as formula
       from read_parquet($values) as worth join
         (select customer_id, active_days, tenure_days, span_days, formula_lifetime_value from read_parquet($customers))
         using (customer_id)`,
      { values: pathOf(estimated.artifacts.lifetime_value), customers: pathOf(tables.customers) },
    );
    const { rows: customers } = tables.customers!;
    expect(row).toEqual({ customers, sound: customers, counted: customers, formula: customers });
  });

  it('orders customers by the activity that was planted, far better than the formula does', async () => {
    const [order] = await query<Record<'value' | 'formula', number>>(
      `with ranked as (
         select rank() over (order by activity * (active_until >= $as_of::date)::integer) as truth,
           rank() over (order by expected_purchases) as value, rank() over (order by cltv_seed) as formula
         from read_parquet($values) join read_parquet($truth) on cust = customer_id
       )
       select corr(truth, value) as value, corr(truth, formula) as formula from ranked`,
      {
        values: pathOf(estimated.artifacts.lifetime_value),
        truth: join(source, 'truth', 'customers.parquet'),
        as_of: asOf,
      },
    );
    expect(order!.value).toBeGreaterThan(0.6);
    expect(order!.value).toBeGreaterThan(order!.formula + 0.2);
  });

  it('is judged on a quarter that no fit has seen, beside both rules', () => {
    const { validation, isLeftCensored, earlyShare } = readReport(estimated.artifacts);
    expect(validation).toMatchObject({ horizonDays: 92 });
    expect(validation!.calibration).toHaveLength(10);
    expect(validation!.purchaseLead.ownRate.high).toBeLessThan(0);
    expect(estimated.metrics).toMatchObject({
      purchases_mae: validation!.purchaseError.blend,
      purchases_mae_own_rate: validation!.purchaseError.ownRate,
      purchases_mae_last_window: validation!.purchaseError.lastWindow,
    });
    // Four in five of its customers are there from the first weeks.
    expect(isLeftCensored).toBe(true);
    expect(earlyShare).toBeGreaterThan(0.5);
  });

  it('says that more affiliates go with more spend, and how much less so at equal activity', () => {
    const { association } = readReport(estimated.artifacts);
    expect(association!.raw.low).toBeGreaterThan(0);
    expect(association!.adjusted.value).toBeLessThan(0.6 * association!.raw.value);
  });

  /** The marts with so many purchase days. */
  async function keepDays(days: number): Promise<Artifacts> {
    const session = await openTestSession();
    const name = `days-${days}`;
    const given = await giveArtifacts(services, {
      [name]: {
        file: 'purchase_days.parquet',
        rows: days,
        write: (path: string) =>
          session.copyToParquet(
            {
              query: 'select * from read_parquet($days) order by customer_id, purchased_on limit $limit',
              params: { days: pathOf(tables.purchase_days), limit: days },
            },
            path,
            { orderBy: ['customer_id'] },
          ),
      },
    });
    return { ...tables, purchase_days: given[name]! };
  }

  it('says that nobody has bought yet, and leaves every value open', async () => {
    const { artifacts, metrics } = await estimate(await keepDays(0), asOf);
    const { rows } = tables.customers!;
    expect(Object.keys(artifacts)).toEqual(['lifetime_value']);
    expect(metrics).toEqual({ customers: rows, buyers: 0 });
    const values = await query(
      'select count(*)::integer as rows, count(expected_value)::integer as known from read_parquet($path)',
      { path: pathOf(artifacts.lifetime_value) },
    );
    expect(values).toEqual([{ rows, known: 0 }]);
  });

  it('takes a single customer with a single purchase', async () => {
    const { metrics, artifacts } = await estimate(await keepDays(1), asOf);
    expect(metrics).toMatchObject({ buyers: 1 });
    expect(readReport(artifacts)).toMatchObject({ customers: 1, association: null });
  });
});

describe.skipIf(!existsSync(PANEL))('retail-panel (skipped without ../shared/data)', () => {
  it('is forecast better by the blend than by its own rates, and warned of as left-censored', async () => {
    const asOf = '2018-01-01';
    const { artifacts } = await estimate(await buildSourceTables(services, { source: PANEL, asOf }), asOf);
    const { validation, isLeftCensored } = readReport(artifacts);
    const { blend, ownRate, lastWindow } = validation!.purchaseError;
    expect(blend).toBeLessThan(ownRate);
    expect(blend).toBeLessThan(lastWindow);
    expect(isLeftCensored).toBe(true);
  }, 120_000);
});
