import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { formatCount, formatFigure, formatTable } from '../cli/format.ts';
import { readMetric } from '../models/contracts/read-metric.ts';
import { createMask } from '../models/matrix.ts';
import {
  computeNextAffiliateMetrics,
  type NextAffiliateMetrics,
} from '../models/metrics/next-affiliate-metrics.ts';
import { createRandom } from '../models/random.ts';
import { listsOf, stringsOf } from '../platform/duckdb/column-table.ts';
import { openSession } from '../platform/duckdb/session.ts';
import { generateSample } from '../sample/index.ts';
import { makeCliState } from '../test/support/cli.ts';
import { RunJson, StatusJson } from '../test/support/run-json.ts';

// One run of the whole pipeline on a sample: the next affiliate beside its baselines and beside what only the generator
// knows, and what the step that fits the candidates took.
const { values } = parseArgs({
  options: {
    customers: { type: 'string', default: '3000' },
    profile: { type: 'string', default: 'demo' },
    seed: { type: 'string', default: '1' },
  },
});
const FIGURES = ['hit_at_1', 'hit_at_3', 'hit_at_5', 'macro_f1', 'log_loss', 'any_auc', 'any_ece'] as const;
const STEPS = ['export-features', 'fit-next-affiliate', 'evaluate-next-affiliate', 'score-customers'];

/** The planted probabilities of the test snapshot, measured as a prediction is: the most that any model could reach. */
async function measureTruth(paths: {
  scores: string;
  truth: string;
  cut: string;
}): Promise<NextAffiliateMetrics> {
  const session = await openSession({ memoryLimitMb: 1_024, threads: 2, scratchDir: '/nonexistent' });
  try {
    const found = await session.columns(
      `with affiliates as (select distinct affiliate from read_parquet($truth)),
      labels as (
        select distinct customer_id, label from read_parquet($scores) where split = 'test'
      )
      select labels.customer_id, any_value(labels.label) as label,
        list(coalesce(truth.probability, 0)::double order by affiliates.affiliate) as probabilities
      from labels cross join affiliates
      left join read_parquet($truth) as truth
        on truth.cust = labels.customer_id and truth.affiliate = affiliates.affiliate and truth.cut_date = $cut::date
      group by all order by labels.customer_id`,
      paths,
    );
    const codes = await session.columns('select distinct affiliate from read_parquet($truth) order by all', {
      truth: paths.truth,
    });
    const affiliates = stringsOf(codes, 'affiliate').map(String);
    const labels = stringsOf(found, 'label').map((label) =>
      label === 'none' ? [] : String(label).split('+'),
    );
    const probabilities = Float64Array.from(listsOf(found, 'probabilities').values, Number);
    const width = affiliates.length;
    const any = Float32Array.from(labels, (_, row) =>
      probabilities.subarray(row * width, (row + 1) * width).reduce((sum, value) => sum + value, 0),
    );
    const which = Float32Array.from(probabilities, (value, cell) => {
      const total = any[Math.floor(cell / width)]!;
      return total > 0 ? value / total : 0;
    });
    const next = createMask(affiliates, labels);
    return computeNextAffiliateMetrics({ any, which }, { next }, { random: createRandom(1) });
  } finally {
    await session.close();
  }
}

const state = makeCliState();
try {
  await generateSample({
    pipeline: 'affiliate-expansion',
    directory: state.sourceDir,
    customers: Number(values.customers),
    profile: values.profile === 'seed' ? 'seed' : 'demo',
    seed: Number(values.seed),
  });
  const run = await state.run(['run', 'affiliate-expansion', '--source', state.sourceDir, '--json']);
  if (run.code !== 0) throw new Error(run.stderr);
  const { metrics, artifacts, gates } = RunJson.parse(JSON.parse(run.stdout));
  const figures = metrics['next-affiliate']!;
  const truth = await measureTruth({
    scores: artifacts.next_affiliate,
    truth: join(state.sourceDir, 'truth/next_affiliates.parquet'),
    cut: String(figures.test_cut),
  });
  const show = (of: Record<string, unknown>, name: string) => {
    const value = (key: string) => (typeof of[key] === 'number' ? of[key] : null);
    const [low, high] = [value(`${name}_low`), value(`${name}_high`)];
    return `${formatFigure(value(name))}${low === null ? '' : ` [${formatFigure(low)}, ${formatFigure(high)}]`}`;
  };
  const baselines = ['transitions', 'popularity', 'majority'];
  process.stdout.write(
    `${formatCount(readMetric(figures, 'test_rows') ?? 0)} test customers as of ${figures.test_cut}, ${String(metrics.training?.chosen)}\n${formatTable(
      [
        ['', 'truth', 'model', ...baselines],
        ...FIGURES.map((name) => [
          name,
          show({ ...truth }, name),
          show(figures, name),
          ...baselines.map((baseline) => formatFigure(readMetric(figures, `${name}_${baseline}`))),
        ]),
      ],
      [1, 2, 3, 4, 5],
    )}\n\n${gates
      .filter(({ model }) => model.startsWith('next-affiliate'))
      .map(({ model, verdict, rules }) =>
        [
          `${model}: ${verdict}`,
          ...rules.map(
            ({ rule, value, low, high, pass }) =>
              `${pass ? ' ' : '✗'} ${rule} ${formatFigure(value)} [${formatFigure(low)}, ${formatFigure(high)}]`,
          ),
        ].join('\n'),
      )
      .join('\n')}\n\n`,
  );
  const status = await state.run(['status', 'latest', '--json']);
  const steps = StatusJson.parse(JSON.parse(status.stdout)).steps.filter(({ step }) => STEPS.includes(step));
  process.stdout.write(
    `${formatTable(
      [
        ['step', 'rows', 'seconds', 'peak MiB'],
        ...steps.map(({ step, rows, started_at, ended_at, peak_rss_mb }) => [
          step,
          formatCount(rows),
          ((Date.parse(ended_at) - Date.parse(started_at)) / 1_000).toFixed(1),
          formatCount(peak_rss_mb),
        ]),
      ],
      [1, 2, 3],
    )}\n`,
  );
} finally {
  await state.remove();
}
