import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { crossValidateRecipe } from '../../../activities/binary/cross-validate-recipe.ts';
import { loadBinaryModel } from '../../../activities/binary/load-binary-model.ts';
import { auditTrialTables } from '../../../activities/trial/audit-tables.ts';
import { checkTrialPointInTime } from '../../../activities/trial/check-point-in-time.ts';
import { decideTrialRelease } from '../../../activities/trial/decide-release.ts';
import { exportTrialFeatures } from '../../../activities/trial/export-features.ts';
import { exportGridRows } from '../../../activities/trial/export-grid-rows.ts';
import { planTrialStrategies } from '../../../activities/trial/plan-strategies.ts';
import { writeExperiment } from '../../../activities/write-experiment.ts';
import type { ArtifactRef, Artifacts } from '../../../models/contracts/artifact.ts';
import { DECISION_POINTS, type DecisionPoint } from '../../../models/contracts/decision-point.ts';
import { STRATEGY_COLUMNS } from '../../../models/contracts/strategy.ts';
import { addDays } from '../../../models/days.ts';
import type { CanaryFinding } from '../../../models/gates/canary-finding.ts';
import type { Verdict } from '../../../models/gates/verdict.ts';
import { explainReason } from '../../../models/playbooks/explain-reason.ts';
import { TrialEvidence } from '../../../models/playbooks/trial-evidence.ts';
import { NIGHTLY_LINE_UP } from '../../../models/recipes/line-up.ts';
import { TRIAL_GRID } from '../../../models/recipes/trial-grid.ts';
import { isValidationCustomer } from '../../../models/splits/split-snapshots.ts';
import { readExampleFile } from '../../../platform/matrices/example-file.ts';
import { loadSqlProject } from '../../../platform/steps/sql-projects.ts';
import { pick, pickAs } from '../../../workflows/pick.ts';
import { openTestSession } from '../../platform/duckdb/open-test-session.ts';
import { openTestServices } from '../../support/open-test-services.ts';
import { fixSalt, giveArtifacts, runStep } from '../../support/step-harness.ts';
import { readTreated, treatCustomer } from '../../support/treat-customer.ts';
import { CUSTOMERS, RESAMPLES, runTrialSteps, SCORERS, TRAINED } from './run-trial-steps.ts';

const { postgres, services } = await openTestServices();
let trials: Awaited<ReturnType<typeof runTrialSteps>>;
beforeAll(async () => {
  await fixSalt(postgres.database, 'coworking');
  trials = await runTrialSteps(services);
}, 240_000);

const SPLITS = ['training', 'validation', 'test', 'serving'] as const;
const pathOf = (ref: ArtifactRef | undefined) => services.store.locate(ref!);
const readSplit = (name: string) => readExampleFile(pathOf(trials.matrices[name]));
/** Rows of a query over Parquet artifacts, each bound by its name. */
async function query<Row>(
  sql: string,
  refs: Readonly<Record<string, ArtifactRef | undefined>>,
): Promise<Row[]> {
  const session = await openTestSession();
  const params = Object.entries(refs)
    .filter(([name]) => sql.includes(`$${name}`))
    .map(([name, ref]) => [name, pathOf(ref)]);
  return session.rows<Row>(sql, Object.fromEntries(params));
}
const shareOf = (flags: readonly boolean[]) => flags.filter(Boolean).length / flags.length;

describe('build-tables and audit-tables', () => {
  it('keep one registrant for each customer, and one row for each moment reached', async () => {
    expect(trials.tables.registrants?.rows).toBe(CUSTOMERS);
    expect(trials.built.rows).toBe(CUSTOMERS);
    const [row] = await query<Record<string, number>>(
      `select count(*)::integer as rows, count(distinct (user_id, decision_point))::integer as moments,
         count(*) filter (decision_point = 'registration')::integer as registrations
       from read_parquet($landmarks)`,
      { landmarks: trials.tables.landmarks },
    );
    const { rows } = trials.tables.landmarks!;
    expect(row).toEqual({ rows, moments: rows, registrations: CUSTOMERS });
  });

  it('pass every audit that there is', async () => {
    const { audits } = await loadSqlProject('trial');
    expect(trials.audited.value).toEqual(audits.map(({ name }) => name));
  });

  it('fail where a label is older than the day allows', async () => {
    await expect(
      runStep(auditTrialTables, services, {
        step: 'audit-tables',
        params: { ...trials.day, asOf: '2021-12-01' },
        inputs: { ...trials.raw, ...trials.tables } as never,
      }),
    ).rejects.toThrow('labels_are_ripe.sql: ');
  });
});

describe('check-point-in-time', () => {
  it('finds that no row of any decision point knows what comes after its moment', async () => {
    const counted = await query<{ point: string; rows: number }>(
      'select decision_point as point, count(*)::integer as rows from read_parquet($landmarks) group by all',
      { landmarks: trials.tables.landmarks },
    );
    const rowsOf = (point: string) => counted.find((row) => row.point === point)?.rows;
    expect(trials.checked.value).toEqual(
      DECISION_POINTS.flatMap((point) =>
        ['delete-after', 'append-after'].map((canary) => ({
          point,
          canary,
          rows: rowsOf(point),
          rows_changed: 0,
          columns_changed: [],
          pass: true,
        })),
      ),
    );
    expect(trials.checked.rows).toBe(2 * trials.tables.landmarks!.rows);
    expect(trials.checked.metrics).toMatchObject({ stay_3h_delete_after_changed: 0, columns_changed: '' });
  });

  it('says which features are not what the raw tables give', async () => {
    const session = await openTestSession();
    const { leaky } = await giveArtifacts(services, {
      leaky: {
        file: 'leaky.parquet',
        rows: 1,
        write: (path) =>
          session.copyToParquet(
            {
              query: `select * replace (is_inside or hash(user_id) % 2 = 0 as is_inside)
                from read_parquet($from) where decision_point = 'last_day'`,
              params: { from: pathOf(trials.tables.landmarks) },
            },
            path,
            { orderBy: ['user_id', 'decision_point'] },
          ),
      },
    });
    const { value, metrics } = await runStep(checkTrialPointInTime, services, {
      step: 'check-point-in-time',
      params: trials.day,
      inputs: { ...trials.raw, ...pick(trials.tables, 'int_visit_rows'), landmarks: leaky },
    });
    expect(value).toMatchObject([
      { point: 'last_day', canary: 'delete-after', columns_changed: ['is_inside'], pass: false },
      { point: 'last_day', canary: 'append-after', columns_changed: ['is_inside'], pass: false },
    ]);
    expect(value[0]?.rows_changed).toBeGreaterThan(CUSTOMERS / 4);
    expect(metrics).toMatchObject({
      last_day_append_after_changed: value[1]?.rows_changed,
      columns_changed: 'is_inside',
    });
  });
});

describe('export-features', () => {
  it.each(DECISION_POINTS)('%s: uses every customer at risk at most once, and counts them', async (point) => {
    const splits = await Promise.all(SPLITS.map((split) => readSplit(`${point}_${split}`)));
    const customers = splits.flatMap(({ customers }) => customers);
    const [row] = await query<{ at_risk: number }>(
      `select count(*)::integer as at_risk from read_parquet($landmarks)
       where is_at_risk and decision_point = '${point}'`,
      { landmarks: trials.tables.landmarks },
    );
    expect(new Set(customers).size).toBe(customers.length);
    expect(customers.length).toBeLessThanOrEqual(row?.at_risk ?? 0);
    for (const [place, split] of SPLITS.entries())
      expect(trials.exported.metrics[`${point}_${split}`]).toBe(splits[place]?.customers.length);
  });

  it('flags the rows of whoever was sent something before the outcome was known, and changes no other column', async () => {
    const training = await readSplit('registration_training');
    const [early, late] = [training.customers[0]!, training.customers.at(-1)!];
    const scope = { dataset: 'coworking', pipeline: 'trial-conversion' };
    const asOf = trials.resolved.value.asOf;
    const first = { since: training.decidedOn[0]!, asOf };
    await treatCustomer(postgres.database, scope, { ...first, customer: early });
    // On a day on which everybody's outcome had long been known.
    const members = await treatCustomer(postgres.database, scope, {
      ...{ customer: late, since: addDays(asOf, -1), asOf },
    });
    const exported = await runStep(exportTrialFeatures, services, {
      ...scope,
      step: 'export-features',
      params: { members },
      inputs: trials.landmarks,
    });
    const path = pathOf(exported.artifacts.registration_training);
    expect(await readTreated(path)).toEqual(training.customers.map((customer) => Number(customer === early)));
    expect(await readExampleFile(path)).toEqual(training);
    expect(exported.metrics.treated_rows).toBeGreaterThan(0);
    expect(trials.exported.metrics).not.toHaveProperty('treated_rows');
  });

  it.each(DECISION_POINTS)('%s: knew every training label before the first test day', async (point) => {
    const [training, validation, test] = await Promise.all(
      SPLITS.slice(0, 3).map((split) => readSplit(`${point}_${split}`)),
    );
    const firstTestDay = [...test!.decidedOn].sort()[0]!;
    const learnt = [...training!.customers, ...validation!.customers];
    const session = await openTestSession();
    await session.appendColumns('learnt', { user_id: learnt });
    const [row] = await session.rows<{ rows: number; known_on: string }>(
      `select count(*)::integer as rows, (max(label_until)::date + 1)::varchar as known_on
       from learnt join read_parquet($registrants) using (user_id)`,
      { registrants: pathOf(trials.tables.registrants) },
    );
    expect(row?.rows).toBe(learnt.length);
    expect(row!.known_on <= firstTestDay, `${row!.known_on} after ${firstTestDay}`).toBe(true);
    expect(training!.customers.some(isValidationCustomer)).toBe(false);
    expect(validation!.customers.every(isValidationCustomer)).toBe(true);
  });

  it.each(TRAINED)('%s: labels whoever paid in time, and serves whose time is not over', async (point) => {
    const session = await openTestSession();
    for (const split of SPLITS) {
      const { customers, labels } = await readSplit(`${point}_${split}`);
      await session.appendColumns(split, { user_id: [...customers], label: Int32Array.from(labels) });
      const [row] = await session.rows(
        `select count(*)::integer as rows,
           count(*) filter (registrants.is_ripe)::integer as ripe,
           count(*) filter (registrants.is_ripe and ${split}.label <> registrants.is_paid::integer)::integer as wrong
         from ${split} join read_parquet($registrants) as registrants using (user_id)`,
        { registrants: pathOf(trials.tables.registrants) },
      );
      const rows = customers.length;
      expect(row, split).toEqual({ rows, ripe: split === 'serving' ? 0 : rows, wrong: 0 });
    }
  });

  it('writes nothing where all do the same', async () => {
    const session = await openTestSession();
    const unpaid = await giveArtifacts(services, {
      landmarks: {
        file: 'landmarks.parquet',
        rows: 1,
        write: (path) =>
          session.copyToParquet(
            {
              query: 'select * replace (label * 0 as label) from read_parquet($from)',
              params: { from: pathOf(trials.tables.landmarks) },
            },
            path,
            { orderBy: ['user_id', 'decision_point'] },
          ),
      },
    });
    const { artifacts, value } = await runStep(exportTrialFeatures, services, {
      step: 'export-features',
      inputs: { ...trials.landmarks, ...unpaid },
    });
    expect([Object.keys(artifacts), value]).toEqual([['features'], { trainable: [] }]);
  });
});

describe.each(TRAINED)('fit and evaluate at %s', (point) => {
  it('compare the line-up on held rows of the training period and keep the one to use', async () => {
    const { artifacts, metrics, rows, value } = trials.trained[point].fitted;
    const names = NIGHTLY_LINE_UP.map(({ name }) => name);
    expect(value.comparisons.map(({ name }) => name)).toEqual(names);
    expect(metrics).toMatchObject({ chosen: value.chosen, skipped: '' });
    const { recipe } = await loadBinaryModel(pathOf(artifacts.model));
    expect(recipe).toEqual(NIGHTLY_LINE_UP.find(({ name }) => name === value.chosen));
    const { exported } = trials;
    expect(rows).toBe(
      Number(exported.metrics[`${point}_training`]) + Number(exported.metrics[`${point}_validation`]),
    );
    const [champion, ...others] = value.comparisons;
    const leading = others.filter(({ difference, error }) => difference < -error);
    const best = leading.toSorted((a, b) => a.logLoss - b.logLoss)[0] ?? champion;
    expect(value.chosen).toBe(best?.name);
    // One rate for everybody has .66 nats on this sample.
    for (const { name, logLoss } of value.comparisons) expect(logLoss, name).toBeLessThan(0.66);
  });

  it('measure what a recount of the test rows gives, beside the baselines', async () => {
    const { fitted, evaluated } = trials.trained[point];
    const { table, labels } = await readSplit(`${point}_test`);
    const training = await readSplit(`${point}_training`);
    const probabilities = [...(await loadBinaryModel(pathOf(fitted.artifacts.model))).predict(table)];
    const paid = [...labels].map((label) => label === 1);
    const trainingRate = shareOf([...training.labels].map((label) => label === 1));
    const { thresholds } = evaluated.value.evidence;
    const lossOf = (chances: readonly number[]) =>
      paid.reduce((sum, isPaid, row) => sum - Math.log(isPaid ? chances[row]! : 1 - chances[row]!), 0) /
      paid.length;
    const flagged = probabilities.map((probability) => probability >= thresholds.f1);
    const hits = flagged.filter((flag, row) => flag && paid[row]).length;
    const positives = paid.filter(Boolean).length;
    const pairs = probabilities.flatMap((high, row) =>
      paid[row]
        ? probabilities.flatMap((low, other) => (paid[other] ? [] : [Math.sign(high - low) / 2 + 0.5]))
        : [],
    );
    const { metrics } = evaluated;
    expect(metrics).toMatchObject({ test_rows: labels.length, positives, auc_baseline: 0.5 });
    expect(metrics.auc).toBeCloseTo(pairs.reduce((sum, won) => sum + won, 0) / pairs.length, 10);
    expect(metrics.log_loss).toBeCloseTo(lossOf(probabilities), 6);
    expect(metrics.log_loss_baseline).toBeCloseTo(lossOf(paid.map(() => trainingRate)), 10);
    expect(metrics.accuracy).toBeCloseTo(
      shareOf(probabilities.map((probability, row) => probability >= thresholds.accuracy === paid[row])),
      10,
    );
    expect(metrics.accuracy_baseline).toBeCloseTo(Math.max(shareOf(paid), 1 - shareOf(paid)), 10);
    expect(metrics.f1).toBeCloseTo((2 * hits) / (flagged.filter(Boolean).length + positives), 10);
    expect(metrics.f1_everyone).toBeCloseTo((2 * positives) / (labels.length + positives), 10);
    expect(metrics.brier).toBeCloseTo(
      paid.reduce((sum, isPaid, row) => sum + (Number(isPaid) - probabilities[row]!) ** 2, 0) / paid.length,
      10,
    );
    expect(Number(metrics.auc_low)).toBeLessThan(Number(metrics.auc));
    expect(Number(metrics.auc_high)).toBeGreaterThan(Number(metrics.auc));
  });
});

describe('decide-release', () => {
  /** The same candidates, after a canary found a feature that moves at one point. */
  const decideWithLeak = async (leaking: DecisionPoint) => {
    const findings = trials.checked.value.map((finding): CanaryFinding => {
      const leaks = finding.point === leaking && finding.canary === 'delete-after';
      return leaks ? { ...finding, rows_changed: 9, columns_changed: ['is_inside'], pass: false } : finding;
    });
    const { value } = await runStep(decideTrialRelease, services, {
      step: 'decide-release',
      effect: 'decision',
      runId: `leak at ${leaking}`,
      params: { ...trials.decision, canaries: findings },
    });
    const elsewhere = ({ decision_point }: Verdict) => decision_point !== leaking;
    expect(value.verdicts.filter(elsewhere)).toEqual(trials.decided.value.verdicts.filter(elsewhere));
    return value.verdicts.find((verdict) => !elsewhere(verdict));
  };
  const LEAK = {
    rule: 'point-in-time-delete',
    value: 9,
    bound: 0,
    low: null,
    high: null,
    n: expect.any(Number),
    pass: false,
    columns: ['is_inside'],
  };

  it('holds the model of a point whose features know the future, and names them', async () => {
    const leaky = await decideWithLeak('registration');
    expect(leaky?.verdict).toBe('HELD');
    const [first, ...others] = leaky!.rules;
    expect(first).toEqual(LEAK);
    const own = trials.decided.value.verdicts[0]!.rules.filter(({ rule }) => rule !== 'earlier-cuts');
    expect(others).toEqual(own.slice(1));
  });

  it('holds a model that rests on a feature which tells the outcome by itself, until it is explained', async () => {
    const leaks = { validationRows: 300, singles: [{ feature: 'is_inside', auc: 0.97 }] };
    const { value } = await runStep(decideTrialRelease, services, {
      step: 'decide-release',
      effect: 'decision',
      runId: 'single feature',
      params: {
        ...trials.decision,
        candidates: trials.decision.candidates.map((candidate) => ({ ...candidate, leaks })),
      },
    });
    const verdict = value.verdicts.find(({ decision_point }) => decision_point === 'last_day');
    expect(verdict).toMatchObject({ verdict: 'HELD', released: null });
    expect(verdict?.rules.find(({ rule }) => rule === 'explain')).toMatchObject({
      value: 0.97,
      pass: false,
      columns: ['is_inside'],
    });
  });

  it('holds a model whose sampling or encoding tells labels that were dealt out anew', async () => {
    const shuffled = { rows: 900, auc: 0.61, low: 0.55, high: 0.67 };
    const { value } = await runStep(decideTrialRelease, services, {
      step: 'decide-release',
      effect: 'decision',
      runId: 'shuffled labels',
      params: {
        ...trials.decision,
        candidates: trials.decision.candidates.map((candidate) => ({ ...candidate, shuffled })),
      },
    });
    const verdict = value.verdicts.find(({ decision_point }) => decision_point === 'last_day');
    expect(verdict).toMatchObject({ verdict: 'HELD', released: null });
    expect(verdict?.reason).toContain('shuffled-labels');
  });

  it('lets no other model stand in at such a point, trained or not', async () => {
    expect(await decideWithLeak('stay_15h')).toEqual({
      model: 'trial-conversion',
      decision_point: 'stay_15h',
      verdict: 'HELD',
      released: null,
      rules: [LEAK],
    });
  });

  it('judges every point, those without a candidate for want of data, and records each verdict', async () => {
    const { verdicts } = trials.decided.value;
    expect(verdicts.map(({ decision_point }) => decision_point)).toEqual(DECISION_POINTS);
    for (const { decision_point, model, verdict, rules } of verdicts) {
      const point = TRAINED.find((trained) => trained === decision_point);
      if (point === undefined) {
        expect([model, verdict, rules]).toEqual(['trial-conversion', 'INSUFFICIENT_DATA', []]);
        continue;
      }
      expect(model).toBe(trials.trained[point].fitted.value.chosen);
      expect(verdict).toBe(rules.every(({ pass }) => pass) ? 'PROMOTED' : 'HELD');
      expect(rules.slice(0, 2)).toMatchObject([
        { rule: 'point-in-time-delete', value: 0, pass: true },
        { rule: 'point-in-time-append', value: 0, pass: true },
      ]);
      expect(rules.length).toBeGreaterThanOrEqual(10);
    }
    const { rows } = await postgres.database.query(
      `select model, decision_point, verdict, rules, actor from decisions where run_id = 'r1'`,
    );
    const kept = await postgres.database.query(
      `select decision_point, name, candidate, trained_until, verdict, metrics
       from decisions join models using (model_id, decision_point) where decisions.run_id = 'r1'
       order by array_position($1, decision_point)`,
      [TRAINED],
    );
    expect(kept.rows).toEqual(
      TRAINED.map((point) => ({
        decision_point: point,
        name: trials.trained[point].recipe.name,
        candidate: trials.trained[point].fitted.artifacts.model,
        trained_until: trials.trained[point].compared.value.trainedUntil,
        verdict: verdicts.find(({ decision_point }) => decision_point === point)?.verdict,
        metrics: trials.trained[point].evaluated.metrics,
      })),
    );
    const byPoint = Object.fromEntries(rows.map((row) => [row.decision_point, row]));
    expect(rows).toHaveLength(verdicts.length);
    for (const { released: _, comparison: __, reason: ___, ...verdict } of verdicts)
      expect(byPoint[`${verdict.decision_point}`]).toEqual({ ...verdict, actor: 'gate' });
  });
});

describe('score-customers', () => {
  const scores = () => ({ scores: trials.scored.artifacts.predictions });

  it('writes the columns of the contract, one row for each moment at risk of a point with a scorer', async () => {
    const columns = await query<{ column_name: string }>('describe from read_parquet($scores)', scores());
    expect(columns.map(({ column_name }) => column_name)).toEqual([
      'user_id',
      'decision_point',
      'split',
      'label',
      'probability',
      'model',
    ]);
    const counted = await query(
      `select decision_point, model, count(*)::integer as rows from read_parquet($scores) group by all order by all`,
      scores(),
    );
    const expected = await query<{ decision_point: keyof typeof SCORERS; rows: number }>(
      `select decision_point, count(*)::integer as rows from read_parquet($landmarks) where is_at_risk
       and decision_point in ('registration', 'first_visit', 'last_day') group by all order by all`,
      { landmarks: trials.tables.landmarks },
    );
    expect(counted).toEqual(
      expected.map(({ decision_point, rows }) => {
        const scorer = SCORERS[decision_point];
        const model = `${trials.trained[scorer].fitted.value.chosen}@${scorer}`;
        return { decision_point, model, rows };
      }),
    );
  });

  it.each(TRAINED)('%s: gives the test rows the probabilities that were measured', async (point) => {
    const test = await readSplit(`${point}_test`);
    const model = await loadBinaryModel(pathOf(trials.trained[point].fitted.artifacts.model));
    const probabilities = model.predict(test.table);
    const rows = await query<{ user_id: string; label: number; probability: number }>(
      `select user_id, label, probability from read_parquet($scores)
       where split = 'test' and decision_point = '${point}'`,
      scores(),
    );
    const scored = new Map(rows.map((row) => [row.user_id, row]));
    expect(scored.size).toBe(test.customers.length);
    for (const [row, customer] of test.customers.entries()) {
      expect(scored.get(customer)?.label).toBe(test.labels[row]);
      expect(scored.get(customer)?.probability).toBeCloseTo(probabilities[row]!, 6);
    }
  });

  it('says why of each open moment: the five strongest features, which add up with the rest to the score', async () => {
    const refs = { reasons: trials.scored.artifacts.reasons, ...scores() };
    const [row] = await query(
      `with explained as (
         select user_id, decision_point, list(rank order by rank) as ranks,
           list(abs(contribution) order by rank) as sizes
         from read_parquet($reasons) group by all
       )
       select count(*)::integer as rows,
         count(*) filter (ranks <> [1, 2, 3, 4, 5])::integer as incomplete,
         count(*) filter (sizes <> list_reverse_sort(sizes))::integer as unordered
       from explained semi join (
         select * from read_parquet($scores) where split = 'serving'
       ) using (user_id, decision_point)`,
      refs,
    );
    const [open] = await query<{ rows: number }>(
      `select count(*)::integer as rows from read_parquet($scores) where split = 'serving'`,
      scores(),
    );
    expect(open!.rows).toBeGreaterThan(10);
    expect(row).toEqual({ rows: open!.rows, incomplete: 0, unordered: 0 });
  });

  it('labels what is known and nothing else', async () => {
    const [row] = await query(
      `select count(*) filter (split = 'serving' and label is not null)::integer as known_too_early,
         count(*) filter (split <> 'serving' and label is null)::integer as unlabelled,
         count(*) filter (not probability between 0 and 1)::integer as impossible
       from read_parquet($scores)`,
      scores(),
    );
    expect(row).toEqual({ known_too_early: 0, unlabelled: 0, impossible: 0 });
  });
});

describe('plan-strategies', () => {
  const refs = () => ({
    strategies: refOf(trials.planned.artifacts, 'strategies'),
    scores: refOf(trials.scored.artifacts, 'predictions'),
    landmarks: trials.tables.landmarks,
    registrants: trials.tables.registrants,
  });
  const refOf = (artifacts: object, name: string) => (artifacts as Artifacts)[name];

  it('offers one thing at most to each customer of an open or recent trial, and says of every other one why not', async () => {
    const { landmarks, registrants, strategies } = refs();
    const due = await query<{ user_id: string; is_open: boolean }>(
      `select user_id, any_value(is_open) as is_open from read_parquet($landmarks) as landmarks
       join read_parquet($registrants) as registrants using (user_id)
       group by user_id
       having any_value(is_open) or max(decided_at) >= '2021-12-25'
       order by user_id`,
      { landmarks, registrants },
    );
    const planned = await query<{ user_id: string }>(
      'select customer_id as user_id from read_parquet($strategies) order by all',
      { strategies },
    );
    const dropped = await query<{ user_id: string; reason: string; rows: number }>(
      `select customer_id as user_id, reason from read_parquet($suppressed) order by all`,
      { suppressed: refOf(trials.planned.artifacts, 'suppressed') },
    );
    expect(trials.day.asOf).toBe('2022-01-01');
    expect(planned.length).toBeGreaterThan(5);
    expect(new Set(planned.map(({ user_id }) => user_id)).size).toBe(planned.length);
    const seen = new Set([...planned, ...dropped].map(({ user_id }) => user_id));
    expect(due.filter(({ is_open, user_id }) => is_open && !seen.has(user_id))).toEqual([]);
    const recent = due.map(({ user_id }) => user_id);
    expect([...seen].filter((customer) => !recent.includes(customer))).toEqual([]);
    expect(trials.planned.metrics.candidates).toBe(due.length);
    const counts: Record<string, number> = {};
    for (const { reason } of dropped) counts[reason] = (counts[reason] ?? 0) + 1;
    expect(trials.planned.value.suppressed).toEqual(counts);
    for (const [reason, count] of Object.entries(counts))
      expect(trials.planned.metrics[`suppressed_${reason}`]).toBe(count);
    expect(Object.keys(counts)).toEqual(expect.arrayContaining(['model_held', 'no_consent']));
  });

  it('offers nothing to whoever has paid, opted out or refused advertising', async () => {
    const [row] = await query(
      `select count(*) filter (is_paid)::integer as paid, count(*) filter (is_opted_out)::integer as opted_out,
         count(*) filter (consent = 'refused' and action_id <> 'C2')::integer as refused
       from read_parquet($strategies) as strategies
       join read_parquet($registrants) as registrants on registrants.user_id = customer_id
       join read_parquet($contacts) as contacts on contacts.user_id = customer_id`,
      { ...refs(), contacts: trials.tables.contacts },
    );
    expect(row).toEqual({ paid: 0, opted_out: 0, refused: 0 });
  });

  /** A plan after a year without one, by night and with prices: many more customers have something to get. */
  const planYear = () =>
    runStep(planTrialStrategies, services, {
      step: 'plan-strategies',
      params: {
        ...trials.plan,
        earlier: [{ asOf: '2021-01-01', digest: 'of nothing' }],
        quietHours: { from: '21:00', to: '08:00' },
        prices: {
          currency: 'KRW',
          plans: Object.fromEntries(
            ['monthly', 'weekend', 'short', 'long', 'quarter', 'renewal'].map((plan) => [
              plan,
              { amount: 200_000, margin: 0.4 },
            ]),
          ),
        },
      },
      inputs: trials.read,
    });

  it('gives every row a reason that its evidence says again, and the score of the artifact', async () => {
    const scores = await query<{ customer: string; point: string; probability: number; model: string }>(
      `select user_id as customer, decision_point as point, probability, model from read_parquet($scores)`,
      refs(),
    );
    const scored = new Map(scores.map((row) => [`${row.customer} ${row.point}`, row]));
    const year = await planYear();
    for (const { artifacts, metrics, rows: count } of [trials.planned, year]) {
      const rows = await query<
        Record<'evidence' | 'reason' | 'customer' | 'arm', string> & { score: number }
      >('select evidence, reason, score, customer_id as customer, arm from read_parquet($strategies)', {
        strategies: refOf(artifacts, 'strategies'),
      });
      for (const { customer, evidence: text, reason, score } of rows) {
        const evidence = TrialEvidence.parse(JSON.parse(text));
        expect(explainReason(evidence)).toBe(reason);
        const { probability, model } = scored.get(`${customer} ${evidence.point}`)!;
        expect([evidence.probability, evidence.model, score]).toEqual([probability, model, probability]);
      }
      expect([rows.length, rows.filter(({ arm }) => arm === 'holdout').length]).toEqual([
        count,
        metrics.holdout,
      ]);
    }
    expect(year.rows).toBeGreaterThan(50);
    expect(Object.keys(year.value.suppressed)).toEqual(
      expect.arrayContaining(['already_paid', 'opted_out', 'no_consent', 'model_held', 'outranked']),
    );
  });

  it('writes rows of the contract, the same bytes each time', async () => {
    const columns = await query<{ column_name: string }>('describe from read_parquet($strategies)', {
      strategies: refs().strategies,
    });
    expect(columns.map(({ column_name }) => column_name)).toEqual(STRATEGY_COLUMNS);
    const again = await runStep(planTrialStrategies, services, {
      step: 'plan-strategies',
      params: trials.plan,
      inputs: trials.read,
      force: 'again',
    });
    expect(again.reused).toBe(false);
    const digests = (artifacts: object) => Object.values(artifacts as Artifacts).map(({ digest }) => digest);
    expect(digests(again.artifacts)).toEqual(digests(trials.planned.artifacts));
  });

  it('says the same under another run, and something else another day', async () => {
    const digestOf = async (runId: string, asOf: string) => {
      const { value } = await runStep(planTrialStrategies, services, {
        runId,
        step: 'plan-strategies',
        params: { ...trials.plan, asOf },
        inputs: trials.read,
        force: runId,
      });
      return value.contentDigest;
    };
    const { contentDigest } = trials.planned.value;
    expect(await digestOf('r2', trials.day.asOf)).toBe(contentDigest);
    expect(await digestOf('r2', '2021-12-31')).not.toBe(contentDigest);
  });
});

describe('the experiment', () => {
  const gridRun = TRIAL_GRID.find(({ id }) => id === 'CatBoost 4')!;
  const exportRows = () =>
    runStep(exportGridRows, services, { step: 'export-grid-rows', inputs: trials.landmarks });

  it('takes the rows of the last day, with and without those who had not come by then', async () => {
    const { artifacts } = await exportRows();
    const refs = artifacts as Artifacts;
    for (const split of ['training', 'validation', 'test'] as const) {
      const kept = await readExampleFile(pathOf(refs[`kept_${split}`]));
      expect(kept).toEqual(await readSplit(`last_day_${split}`));
      const came = [...kept.labels.keys()].filter((row) => kept.table.numbers.has_visited![row] === 1);
      const deleted = await readExampleFile(pathOf(refs[`deleted_${split}`]));
      expect(deleted.customers).toEqual(came.map((row) => kept.customers[row]));
      expect(deleted.customers.length).toBeLessThan(kept.customers.length);
    }
  });

  it('measures a recipe on held rows, each figure between its limits, beside what needs no model', async () => {
    const { artifacts } = await exportRows();
    const learnt = pickAs(artifacts as Artifacts, {
      features: 'features',
      training: 'deleted_training',
      validation: 'deleted_validation',
    });
    const { metrics, value } = await runStep(crossValidateRecipe, services, {
      step: 'validate-catboost-4',
      params: { recipe: gridRun.recipe, folds: 3, repeats: 2, seed: 3, resamples: RESAMPLES },
      inputs: learnt,
    });
    const rows = Number(learnt.training.rows) + Number(learnt.validation.rows);
    const positives = Number(metrics.positives);
    expect(metrics).toMatchObject({
      rows,
      accuracy_baseline: Math.max(positives, rows - positives) / rows,
      f1_everyone: (2 * positives) / (rows + positives),
    });
    for (const name of ['accuracy', 'f1', 'auc', 'log_loss']) {
      expect(Number(metrics[`${name}_low`]), name).toBeLessThan(Number(metrics[name]));
      expect(Number(metrics[`${name}_high`]), name).toBeGreaterThan(Number(metrics[name]));
    }
    // The sample's signal can be found: surely better than chance.
    expect(Number(metrics.auc_low)).toBeGreaterThan(0.55);
    expect(value).toEqual({ logLoss: metrics.log_loss });

    const page = await runStep(writeExperiment, services, {
      step: 'write-experiment',
      effect: 'external',
      runId: 'experiment-1',
      params: { run: trials.resolved.value, metrics: { 'CatBoost 4': metrics } },
    });
    expect(readFileSync(page.value, 'utf8')).toContain('<strong>CatBoost 4</strong>');
  });
});
