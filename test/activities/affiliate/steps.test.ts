import { appendFileSync, cpSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { auditAffiliateTables } from '../../../activities/affiliate/audit-tables.ts';
import { exportAffiliateFeatures } from '../../../activities/affiliate/export-features.ts';
import { ingestSource } from '../../../activities/ingest-source.ts';
import type { ArtifactRef, Artifacts } from '../../../models/contracts/artifact.ts';
import { addDays } from '../../../models/days.ts';
import { listLabelledRows } from '../../../models/metrics/label-sets.ts';
import { computeNextAffiliateMetrics } from '../../../models/metrics/next-affiliate-metrics.ts';
import { NextAffiliateReport } from '../../../models/metrics/next-affiliate-report.ts';
import { createRandom, splitSeed } from '../../../models/random.ts';
import { isValidationCustomer, OUTCOME_WINDOW_DAYS } from '../../../models/splits/split-snapshots.ts';
import { readNextAffiliateFile } from '../../../platform/matrices/next-affiliate-file.ts';
import { readPredictionFile } from '../../../platform/matrices/prediction-file.ts';
import { loadSqlProject } from '../../../platform/steps/sql-projects.ts';
import { openTestSession } from '../../platform/duckdb/open-test-session.ts';
import { openTestServices } from '../../support/open-test-services.ts';
import { fixSalt, giveArtifacts, runStep } from '../../support/step-harness.ts';
import { readTreated, treatCustomer } from '../../support/treat-customer.ts';
import { AS_OF, CUSTOMERS, DAY, runShopSteps } from './run-shop-steps.ts';

const { directory, postgres, services } = await openTestServices();
let shop: Awaited<ReturnType<typeof runShopSteps>>;
beforeAll(async () => {
  await fixSalt(postgres.database, 'shop');
  shop = await runShopSteps(services);
});

const pathOf = (ref: ArtifactRef | undefined) => services.store.locate(ref!);
const refOf = (artifacts: object, name: string) => (artifacts as Artifacts)[name];
/** Rows of a query over Parquet artifacts, each bound by its name. */
async function query<Row>(
  sql: string,
  refs: Readonly<Record<string, ArtifactRef | undefined>>,
): Promise<Row[]> {
  const session = await openTestSession();
  const params = Object.entries(refs).map(([name, ref]) => [name, pathOf(ref)]);
  return session.rows<Row>(sql, Object.fromEntries(params));
}
const readSplit = (name: string) => readNextAffiliateFile(pathOf(refOf(shop.exported.artifacts, name)));

describe('resolve-input', () => {
  it('fixes dataset, day, seed and the bytes of every raw file, and records the run', async () => {
    expect(shop.resolved.value).toMatchObject({
      dataset: 'shop',
      asOf: AS_OF,
      seed: 3,
      dryRun: false,
      source: { directory: shop.source },
      stale: [],
    });
    expect(shop.resolved.value.source.files.map(({ table }) => table)).toEqual([
      'demographics',
      'purchases',
      'visits',
      'products',
      'branches',
      'payments',
    ]);
    const { rows } = await postgres.database.query('select dataset, as_of, state from runs');
    expect(rows).toEqual([{ dataset: 'shop', as_of: AS_OF, state: 'running' }]);
  });
});

describe('ingest-source', () => {
  it('keeps every row, let in or quarantined or merged with an identical one', async () => {
    const { metrics } = shop.ingested;
    for (const { table, path } of shop.resolved.value.source.files) {
      const session = await openTestSession();
      const [row] = await session.rows<{ rows: number }>(
        'select count(*)::integer as rows from read_csv($path, all_varchar = true)',
        { path },
      );
      const kept = shop.raw[table]!.rows;
      const merged = Number(metrics[`${table}_identical`] ?? 0);
      const total = kept + Number(metrics[`${table}_quarantined`]);
      expect([total, total + merged], table).toContain(row?.rows);
    }
  });

  it('refuses a file that is no longer the one the run began with', async () => {
    const moved = join(directory, 'moved');
    cpSync(shop.source, moved, { recursive: true });
    const { path } = shop.resolved.value.source.files[0]!;
    appendFileSync(path.replace(shop.source, moved), 'M999999,,,\n');
    await expect(
      runStep(ingestSource, services, {
        step: 'ingest-source',
        params: { ...shop.ingestParams, directory: moved },
      }),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('changed while the run was reading it'),
    });
  });
});

describe('build-tables and audit-tables', () => {
  it('keep the marts and what the audits read, one customer row each', () => {
    expect(Object.keys(shop.tables)).toEqual(
      expect.arrayContaining(['affiliates', 'customers', 'next_affiliate_snapshots']),
    );
    expect(shop.tables.customers?.rows).toBe(shop.raw.demographics?.rows);
    expect(shop.built.metrics['marts.customers']).toBe(shop.tables.customers?.rows);
  });

  it('say what was cleaned, kind by kind', async () => {
    const counts = await query<{ kind: string; source_table: string; occurrences: number }>(
      'select * from read_parquet($counts)',
      { counts: shop.tables.cleaning_counts },
    );
    expect(counts.length).toBeGreaterThan(30);
    for (const { kind, source_table, occurrences } of counts)
      expect(shop.built.metrics[`cleaning.${source_table}.${kind}`], kind).toBe(occurrences);
    expect(shop.built.metrics['cleaning.purchases.purchase_lines_merged']).toBeGreaterThan(0);
  });

  it('pass every audit that there is', async () => {
    const { audits } = await loadSqlProject('affiliate');
    expect(shop.audited.value).toEqual(audits.map(({ name }) => name));
  });

  it('fail where a table knows more than the day allows', async () => {
    const inputs = { ...shop.raw, ...shop.tables } as never;
    await expect(
      runStep(auditAffiliateTables, services, {
        step: 'audit-tables',
        params: { ...DAY, asOf: '2021-12-01' },
        inputs,
      }),
    ).rejects.toThrow('nothing_after_as_of.sql: ');
  });
});

describe('export-features', () => {
  it('splits by customer and by time', async () => {
    const [training, validation, test, serving] = await Promise.all(
      ['training', 'validation', 'test', 'serving'].map(readSplit),
    );
    for (const customer of training!.customers) expect(isValidationCustomer(customer)).toBe(false);
    for (const customer of validation!.customers) expect(isValidationCustomer(customer)).toBe(true);
    const [testCut, ...others] = new Set(test!.cuts);
    expect(others).toEqual([]);
    for (const cut of [...training!.cuts, ...validation!.cuts]) {
      expect(Date.parse(cut) + 60 * 86_400_000).toBeLessThanOrEqual(Date.parse(testCut!));
    }
    expect(new Set(serving!.cuts)).toEqual(new Set([AS_OF]));
    expect(new Set(serving!.customers).size).toBe(serving!.customers.length);
    expect(serving!.customers.length).toBeLessThanOrEqual(CUSTOMERS);
  });

  it('gives no feature that is infinite and no label that was used before', async () => {
    for (const name of ['training', 'validation', 'test', 'serving']) {
      const { table, used, next } = await readSplit(name);
      const values = Object.values(table.numbers).flatMap((column) => Array.from(column));
      expect(
        values.every((value) => value === null || Math.abs(value) !== Number.POSITIVE_INFINITY),
        name,
      ).toBe(true);
      expect(
        next.values.some((value, cell) => value === 1 && used.values[cell] === 1),
        name,
      ).toBe(false);
    }
  });

  it('rules out for everybody what nobody visited in the last 90 days, in the rows to be scored alone', async () => {
    const { next_affiliate_snapshots, affiliates } = shop.tables;
    const session = await openTestSession();
    const given = await giveArtifacts(services, {
      quiet: {
        file: 'snapshots.parquet',
        rows: next_affiliate_snapshots!.rows,
        write: (path) =>
          session.copyToParquet(
            {
              query: `select * replace (
                if(is_serving, list_prepend(0, visits_90d_by_affiliate[2:]), visits_90d_by_affiliate)
                  as visits_90d_by_affiliate)
                from read_parquet($from)`,
              params: { from: pathOf(next_affiliate_snapshots) },
            },
            path,
            { orderBy: ['cut_date', 'customer_id'] },
          ),
      },
    });
    const exported = await runStep(exportAffiliateFeatures, services, {
      step: 'export-features',
      inputs: { next_affiliate_snapshots: given.quiet, affiliates: affiliates! },
    });
    expect(exported.metrics.closed).toBe('A01');
    const isAlwaysUsed = async (split: string) => {
      const { used } = await readNextAffiliateFile(pathOf(refOf(exported.artifacts, split)));
      return used.values.every((value, cell) => cell % used.columns.length !== 0 || value === 1);
    };
    expect(await isAlwaysUsed('serving')).toBe(true);
    expect(await isAlwaysUsed('test')).toBe(false);
    expect(shop.exported.metrics.closed).toBeUndefined();
  });

  it('flags the rows of whoever was sent something before the outcome was known, and changes no other column', async () => {
    const { next_affiliate_snapshots, affiliates } = shop.tables;
    const training = await readSplit('training');
    // The middle one of the cuts of somebody who has several.
    const customer = training.customers.find(
      (each) => training.customers.filter((other) => other === each).length > 2,
    )!;
    const cuts = training.cuts.filter((_, row) => training.customers[row] === customer);
    const since = addDays(cuts[1]!, OUTCOME_WINDOW_DAYS);
    const scope = { dataset: 'shop', pipeline: 'affiliate-expansion' };
    const exported = await runStep(exportAffiliateFeatures, services, {
      step: 'export-features',
      params: { members: await treatCustomer(postgres.database, scope, { customer, since, asOf: AS_OF }) },
      inputs: { next_affiliate_snapshots: next_affiliate_snapshots!, affiliates: affiliates! },
    });
    const path = pathOf(refOf(exported.artifacts, 'training'));
    expect(await readTreated(path)).toEqual(
      training.customers.map((each, row) => Number(each === customer && training.cuts[row]! > cuts[1]!)),
    );
    expect(await readNextAffiliateFile(path)).toEqual(training);
    expect(exported.metrics.treated_rows).toBeGreaterThan(0);
    expect(shop.exported.metrics).not.toHaveProperty('treated_rows');
  });

  it('says that a history is too short, and writes nothing', async () => {
    const { next_affiliate_snapshots, affiliates } = shop.tables;
    const session = await openTestSession();
    const short = await giveArtifacts(services, {
      short: {
        file: 'snapshots.parquet',
        rows: 1,
        write: (path) =>
          session.copyToParquet(
            {
              query: 'select * from read_parquet($from) where is_serving',
              params: { from: pathOf(next_affiliate_snapshots) },
            },
            path,
            { orderBy: ['customer_id'] },
          ),
      },
    });
    const result = await runStep(exportAffiliateFeatures, services, {
      step: 'export-features',
      inputs: { next_affiliate_snapshots: short.short, affiliates: affiliates! },
    });
    expect(result).toMatchObject({ artifacts: {}, value: { enough: false, trainingOutcomes: 0 } });
  });
});

describe('fit-next-affiliate and evaluate-next-affiliate', () => {
  it('measure the model and its baselines on the test rows, as the figures of the file say', async () => {
    const test = await readSplit('test');
    const file = pathOf(shop.evaluated.artifacts.evaluation);
    for (const [name, suffix] of [
      ['model', ''],
      ['transitions', '_transitions'],
      ['popularity', '_popularity'],
      ['majority', '_majority'],
    ] as const) {
      const prediction = await readPredictionFile(file, test.next.columns, name);
      const random = createRandom(splitSeed(1, `measure ${name}`));
      const figures = Object.entries(computeNextAffiliateMetrics(prediction, test, { random }));
      const expected = Object.fromEntries(figures.map(([metric, value]) => [`${metric}${suffix}`, value]));
      expect(shop.evaluated.metrics).toMatchObject(expected);
    }
    expect(shop.evaluated.metrics.test_rows).toBe(test.customers.length);
  });

  it('describe each affiliate, and the share that would try anything new, by all test rows', async () => {
    const { next } = await readSplit('test');
    const text = await readFile(pathOf(shop.evaluated.artifacts.next_affiliate_report), 'utf8');
    const { classes, calibration } = NextAffiliateReport.parse(JSON.parse(text));
    const outcomes = listLabelledRows(next).length;
    expect(classes.map(({ name }) => name)).toEqual(next.columns);
    expect(classes.reduce((sum, { support }) => sum + support, 0)).toBeCloseTo(outcomes, 6);
    expect(calibration.groups.reduce((sum, { rows }) => sum + rows, 0)).toBe(next.rows);
    expect(calibration.groups.reduce((sum, { rows, outcome }) => sum + rows * outcome, 0)).toBeCloseTo(
      outcomes,
      6,
    );
    expect(calibration.ece).toBeCloseTo(Number(shop.evaluated.metrics.any_ece), 12);
  });

  it('say how the training went', () => {
    const { chosen, backend, drift, ...losses } = shop.fitted.metrics;
    expect(drift).toEqual(expect.any(Number));
    const { [`validation_log_loss_${chosen}`]: least, ...others } = losses;
    expect(least).toBeGreaterThan(0);
    for (const loss of Object.values(others)) expect(Number(loss)).toBeGreaterThanOrEqual(Number(least));
    expect(['tensorflow', 'wasm', 'cpu']).toContain(backend);
  });
});

describe('decide-release', () => {
  it('records the verdict that the workflow branches on, with every rule', async () => {
    const { verdict } = shop.decided.value;
    const { rows } = await postgres.database.query('select model, verdict, rules, actor from decisions');
    expect(rows).toEqual([
      { model: 'next-affiliate-net', verdict: verdict.verdict, rules: verdict.rules, actor: 'gate' },
    ]);
    expect(verdict.rules.length).toBeGreaterThanOrEqual(5);
  });
});

describe('score-customers', () => {
  it.each(['scored', 'scoredByModel'] as const)(
    '%s: ranks what each customer has not used, best first',
    async (name) => {
      const [row] = await query(
        `select count(*) filter (rank <> expected)::integer as misplaced,
         count(*) filter (split = 'serving' and label is not null)::integer as known_too_early,
         count(*) filter (split = 'test' and label is null)::integer as unlabelled,
         count(*) filter (not probability between 0 and 1)::integer as impossible
       from (select *, row_number() over (partition by split, customer_id
           order by probability desc, affiliate) as expected from read_parquet($scores))`,
        { scores: shop[name].artifacts.next_affiliate },
      );
      expect(row).toEqual({ misplaced: 0, known_too_early: 0, unlabelled: 0, impossible: 0 });
    },
  );

  it('scores differently by the model than by the transitions', () => {
    expect(shop.scored.artifacts.next_affiliate.digest).not.toBe(
      shop.scoredByModel.artifacts.next_affiliate.digest,
    );
  });
});

describe('plan-strategies', () => {
  it('offers each customer of one affiliate the likeliest one left, with a branch where nothing is recommended', async () => {
    const [row] = await query<Record<string, number>>(
      `with due as (
         select customer_id, affiliate, probability
         from read_parquet($scores) semi join (
           select customer_id from read_parquet($customers) where affiliates_used = 1
         ) using (customer_id)
         where split = 'serving' and rank = 1
       )
       select count(*)::integer as due,
         count(*) filter (score = probability and json_extract_string(evidence, '$.affiliate.code') = affiliate)::integer as right
       from due left join (from read_parquet($strategies) where action_id = 'second-affiliate-visit') using (customer_id)`,
      {
        strategies: shop.planned.artifacts.strategies,
        scores: shop.scored.artifacts.next_affiliate,
        customers: shop.tables.customers,
      },
    );
    expect(row!.due).toBeGreaterThan(50);
    expect(row!.right).toBe(row!.due);
  });

  it('plans a row or says why not for everybody in an audience, at most two rows and one a channel', async () => {
    const refs = {
      strategies: shop.planned.artifacts.strategies,
      suppressed: shop.planned.artifacts.suppressed,
    };
    const [nights] = await query(
      `select max(rows)::integer as most, max(rows - channels)::integer as doubled from (
         select customer_id, count(*) as rows, count(distinct channel) as channels
         from read_parquet($strategies) group by all
       )`,
      { strategies: refs.strategies },
    );
    expect(nights).toEqual({ most: 2, doubled: 0 });
    const { metrics, value } = shop.planned;
    const dropped = Object.values(value.suppressed).reduce((sum, count) => sum + count, 0);
    expect(Number(metrics.treatment) + Number(metrics.holdout) + dropped).toBe(metrics.candidates);
    const actions = await query<{ action_id: string }>(
      `select distinct action_id from (
         select action_id from read_parquet($strategies) union all select action_id from read_parquet($suppressed)
       ) order by action_id`,
      refs,
    );
    expect(actions.map(({ action_id }) => action_id)).toEqual(
      expect.arrayContaining(['keep', 'next-affiliate-visit', 'onboard-nearby', 'repurchase', 'win-back']),
    );
  });
});
