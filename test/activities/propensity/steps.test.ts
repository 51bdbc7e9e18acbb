import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../../models/gates/policy.ts';
import { computeRocAuc } from '../../../models/metrics/roc-auc.ts';
import { QuestionFeatures } from '../../../models/propensity/question-features.ts';
import { PROPENSITY_LINE_UP } from '../../../models/recipes/line-up.ts';
import { readExampleFile } from '../../../platform/matrices/example-file.ts';
import { openTestSession } from '../../platform/duckdb/open-test-session.ts';
import { plantQuestion, type QuestionRow, toCsv } from '../../support/plant-question.ts';
import { createServices } from '../../support/step-harness.ts';
import { createTemporaryDirectory } from '../../support/temporary-directory.ts';
import { answerQuestion, type PropensityChange, prepareQuestion } from './run-propensity-steps.ts';

const directory = createTemporaryDirectory();
const services = createServices(join(directory, 'state'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const LOGISTIC = { recipes: PROPENSITY_LINE_UP.slice(0, 1) };
const QUESTION = { id: 'customer', label: 'paid' } as const;
const planted = plantQuestion(4_000, { seed: 3 });
const pathOf = (ref: { uri: string } | undefined) => services.store.locate(ref as never);

let files = 0;
/** Write rows as a file of their own. */
function write(rows: readonly QuestionRow[]): string {
  const source = join(directory, `question-${files++}.csv`);
  writeFileSync(source, toCsv(rows));
  return source;
}
const answer = (rows: readonly QuestionRow[], change: PropensityChange = LOGISTIC, time?: string) =>
  answerQuestion(services, { source: write(rows), ...QUESTION, ...(time !== undefined && { time }) }, change);
async function query<Row>(sql: string, file: { uri: string } | undefined): Promise<Row[]> {
  return (await openTestSession()).rows<Row>(sql, { file: pathOf(file) });
}

describe('a table with a signal in it', () => {
  let run: Awaited<ReturnType<typeof answer>>;
  beforeAll(async () => {
    run = await answer(planted.rows);
  }, 240_000);

  it('is ranked nearly as well as by the truth, and the model passes every rule of its gate', () => {
    const truth = computeRocAuc(planted.truth, planted.happened.map(Number))!;
    expect(run.evaluation.metrics.auc as number).toBeGreaterThan(truth - 0.06);
    expect(run.verdict).toMatchObject({ decision_point: null, verdict: 'PROMOTED' });
    expect(run.verdict.rules.map(({ rule }) => rule)).toEqual([
      'explain',
      'shuffled-labels',
      'enough-rows',
      'enough-of-each-class',
      'auc',
      'log-loss',
      'accuracy',
      'f1',
      'calibration',
      'slice-recall',
    ]);
  });

  it('has a score for every row without a label, and for no other', async () => {
    const scores = await query<{ customer_id: string; source_row: number; probability: number }>(
      'from read_parquet($file) order by source_row',
      run.scores.artifacts.scores,
    );
    const unlabelled = planted.rows.flatMap(({ paid, customer }, row) =>
      paid === '' ? [[row + 1, customer]] : [],
    );
    expect(scores.map((row) => [row.source_row, row.customer_id])).toEqual(unlabelled);
    const happened = scores.map(({ source_row }) => planted.happened[source_row - 1]!);
    const expected = scores.reduce((sum, { probability }) => sum + probability, 0) / scores.length;
    const rate = happened.filter(Boolean).length / happened.length;
    expect(expected).toBeCloseTo(rate, 1);
    expect(
      computeRocAuc(
        scores.map(({ probability }) => probability),
        happened.map(Number),
      ),
    ).toBeGreaterThan(0.65);
  });

  it('keeps the predictions of labelled rows beside them, each id in one set', async () => {
    const columns = await query<{ column_name: string }>(
      'select column_name from (describe from read_parquet($file))',
      run.scores.artifacts.predictions,
    );
    expect(columns.map(({ column_name }) => column_name)).toEqual([
      'customer_id',
      'split',
      'label',
      'probability',
      'model',
    ]);
    const [sets] = await query<Record<string, number>>(
      `select count(*)::integer as rows, count(distinct customer_id)::integer as ids,
         count(*) filter (split = 'serving' and label is null)::integer as served,
         count(*) filter (label is null)::integer as unknown, count(distinct model)::integer as models
       from read_parquet($file)`,
      run.scores.artifacts.predictions,
    );
    const { unlabelled } = run.exported.metrics;
    expect(sets).toEqual({ rows: 4_000, ids: 4_000, served: unlabelled, unknown: unlabelled, models: 1 });
  });

  it('says what became of each column', () => {
    expect(run.exported.value.uses).toEqual({
      seen_at: 'date: days before the reference moment, month, weekday',
      spend: 'number; on a logarithmic scale',
      visits: 'number',
      plan: 'category of about 3 levels; at most 3 counted one by one',
      is_member: 'boolean',
      signed_up: 'date: days before the reference moment, month, weekday',
      noise: 'number',
      city: expect.stringMatching(/^category of about \d+ levels; at most \d+ counted one by one$/),
      note: expect.stringMatching(/^dropped: nearly every text is another/),
      country: 'dropped: it is the same in every row',
      empty: 'dropped: it is empty',
    });
  });

  it('counts days back from the newest date there is', async () => {
    const question = QuestionFeatures.parse(
      JSON.parse(readFileSync(pathOf(run.exported.artifacts.question), 'utf8')),
    );
    const newest = planted.rows
      .map(({ seen_at }) => seen_at!)
      .sort()
      .at(-1);
    expect(question.reference).toBe(newest);
    const training = await readExampleFile(pathOf(run.exported.artifacts.training));
    const row = planted.rows.find(({ customer }) => customer === training.customers[0])!;
    const days = (Date.parse(`${newest}Z`) - Date.parse(`${row.signed_up}T00:00:00Z`)) / 86_400_000;
    expect(training.table.numbers['signed_up days before']![0]).toBeCloseTo(days, 6);
  });
});

describe('with the time of each row', () => {
  it('the newest rows test, days count back from the row, and its own time is no trend', async () => {
    const { exported } = await prepareQuestion(services, {
      source: write(planted.rows),
      ...QUESTION,
      time: 'seen_at',
    });
    const [training, test] = await Promise.all(
      (['training', 'test'] as const).map((name) => readExampleFile(pathOf(exported.artifacts[name]))),
    );
    const newest = training!.decidedOn.reduce((latest, day) => (day > latest ? day : latest));
    expect(test!.decidedOn.every((day) => day > newest)).toBe(true);
    expect(Object.keys(training!.table.numbers)).not.toContain('seen_at days before');
    const row = planted.rows.find(({ customer }) => customer === test!.customers[0])!;
    const days =
      (Date.parse(`${row.seen_at}Z`.replace(' ', 'T')) - Date.parse(`${row.signed_up}T00:00:00Z`)) /
      86_400_000;
    expect(test!.table.numbers['signed_up days before']![0]).toBeCloseTo(days, 6);
  });

  it('warns of dates that lie after the row', async () => {
    const rows = planted.rows.map((row, index) => ({
      ...row,
      renewed: index % 10 === 0 ? '2025-01-01' : row.signed_up!,
    }));
    const { exported } = await prepareQuestion(services, {
      source: write(rows),
      ...QUESTION,
      time: 'seen_at',
    });
    expect(exported.metrics).toMatchObject({ 'after_time:renewed': 400 });
    expect(exported.metrics).not.toHaveProperty('after_time:signed_up');
  });

  it('rows from the as-of on are not there', async () => {
    const { exported } = await prepareQuestion(services, {
      source: write(planted.rows),
      ...QUESTION,
      time: 'seen_at',
      asOf: '2023-07-01',
    });
    const before = planted.rows.filter(({ seen_at }) => seen_at! < '2023-07-01');
    expect(exported.metrics.rows).toBe(before.length);
  });
});

describe('what gives the label away', () => {
  const happened = (row: number) => planted.happened[row]!;
  const LEAKS: Array<[what: string, column: string, cell: (row: number) => string]> = [
    [
      'a copy of the label with noise',
      'refund',
      (row) => ((happened(row) ? 1 : 0) + ((row * 7919) % 1000) / 1250).toFixed(3),
    ],
    [
      'a category that each answer has its own codes of',
      'batch',
      (row) => `${happened(row) ? 'P' : 'N'}${row % 25}`,
    ],
    ['a date that is set only where it happened', 'closed_on', (row) => (happened(row) ? '2024-02-01' : '')],
  ];

  it.each(LEAKS)(
    'is named by the rule that holds the model: %s',
    async (_, column, cell) => {
      const rows = planted.rows.map((row, index) => ({ ...row, [column]: cell(index) }));
      const { verdict, scores } = await answer(rows);
      expect(verdict.verdict).toBe('HELD');
      expect(verdict.rules[0]).toMatchObject({
        rule: 'explain',
        bound: DEFAULT_POLICY.maxSingleAuc,
        pass: false,
        columns: [column],
      });
      expect(verdict.rules[0]!.value).toBeGreaterThan(0.9);
      expect(Object.keys(scores.artifacts)).toEqual(['predictions']);
      expect(scores.metrics).toEqual({ scored: 0 });
    },
    120_000,
  );
});

it('shuffled labels are held, not scored', async () => {
  const labels = planted.rows.map(({ paid }) => paid!);
  const rows = planted.rows.map((row, index) => ({ ...row, paid: labels[(index * 1_009) % labels.length]! }));
  const { verdict, scores } = await answer(rows);
  expect(verdict.verdict).toBe('HELD');
  expect(verdict.rules.filter(({ pass }) => !pass).map(({ rule }) => rule)).toContain('auc');
  expect(scores.artifacts).not.toHaveProperty('scores');
}, 120_000);

it('compares recipes on a sample, learns from another, and says so', async () => {
  const most = { training: 400, validation: 300, test: 350 };
  const run = await answer(planted.rows, {
    most,
    comparisonRows: 250,
    recipes: PROPENSITY_LINE_UP.filter(({ learner }) => learner !== 'mlp-ensemble'),
  });
  expect(run.exported.metrics).toMatchObject({ training_used: 400, validation_used: 300, test_used: 350 });
  expect(run.exported.metrics.training_rows as number).toBeGreaterThan(1_000);
  expect(run.model.metrics).toMatchObject({ compared_rows: 250 });
  expect(run.evaluation.metrics.test_rows).toBe(350);
}, 120_000);

it.each<[string, (row: Record<string, string>, index: number) => string, string]>([
  ['no label at all', () => '', 'no row has a label'],
  ['one class only', () => '1', 'labelled rows are 1'],
  ['a handful of labels', (_, index) => (index < 3 ? String(index % 2) : ''), 'are too few'],
])('%s is too little to learn from, which is no error', async (_, label, why) => {
  const rows = planted.rows.slice(0, 400).map((row, index) => ({ ...row, paid: label(row, index) }));
  const { exported } = await prepareQuestion(services, { source: write(rows), ...QUESTION });
  expect(exported.value.untrainable).toContain(why);
});

it('fewer rows than the gate needs are INSUFFICIENT_DATA', async () => {
  const { verdict } = await answer(planted.rows.slice(0, 700));
  expect(verdict.verdict).toBe('INSUFFICIENT_DATA');
}, 120_000);

it('takes columns of any name, and a table without a date', async () => {
  const rows = planted.rows.map(({ customer, paid, spend, plan }): QuestionRow => {
    return { '고객 번호': customer!, '"paid"; --': paid!, '지출 (원)': spend!, 'plan=x': plan! };
  });
  const { verdict, scores, exported } = await answerQuestion(
    services,
    { source: write(rows), id: '고객 번호', label: '"paid"; --' },
    LOGISTIC,
  );
  expect(Object.keys(exported.value.uses)).toEqual(['지출 (원)', 'plan=x']);
  expect(verdict.rules.find(({ rule }) => rule === 'auc')).toMatchObject({ pass: true });
  const { labelled, unlabelled } = exported.metrics as Record<string, number>;
  const scored = verdict.verdict === 'PROMOTED' ? unlabelled! : 0;
  expect(scores.artifacts.predictions?.rows).toBe(labelled! + scored);
}, 120_000);

it('rows of one id stay together', async () => {
  const rows: QuestionRow[] = planted.rows.map((row, index) => ({ ...row, customer: `K${index % 900}` }));
  const { exported } = await prepareQuestion(services, { source: write(rows), ...QUESTION });
  const sets = await Promise.all(
    (['training', 'validation', 'test'] as const).map(
      async (name) => new Set((await readExampleFile(pathOf(exported.artifacts[name]))).customers),
    ),
  );
  const [training, validation, test] = sets as [Set<string>, Set<string>, Set<string>];
  const labelled = new Set(rows.flatMap(({ customer, paid }) => (paid === '' ? [] : [customer])));
  expect(training.size + validation.size + test.size).toBe(labelled.size);
  expect(new Set([...training, ...validation, ...test])).toEqual(labelled);
});
