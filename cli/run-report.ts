import type { RunResult } from '../models/contracts/run.ts';
import type { StepRow } from '../platform/postgres/run-log.ts';
import type { ArtifactStore } from '../platform/store/artifact-store.ts';
import { formatFigure, formatTable } from './format.ts';

/** The object of `--json` (design, section 7): artifacts as absolute paths. */
export function toJsonResult(result: RunResult, store: ArtifactStore) {
  const artifacts = Object.fromEntries(
    Object.entries(result.artifacts).map(([name, ref]) => [name, store.locate(ref)]),
  );
  return { ...result, artifacts };
}

/** What a person wants to know when a run has ended. */
export function describeResult(result: RunResult, steps: readonly StepRow[]): string {
  const { publication } = result;
  const published =
    publication === null
      ? 'nothing published'
      : publication.changed
        ? `version ${publication.version}: ${publication.rows} strategies live`
        : `version ${publication.version} was live already: nothing new`;
  const reusable = steps.filter(({ effect }) => effect === 'pure');
  const reused = reusable.filter((step) => step.reused === true);
  return [
    '',
    `${result.outcome}  ${result.workflowId}  (${published})`,
    `${steps.length} steps; ${reused.length} of ${reusable.length} reusable ones were reused`,
    '',
    describeMetrics(result),
    '',
    describeGates(result),
    '',
    formatTable([
      ...(publication === null ? [] : [['strategies', publication.location]]),
      ['report', result.report],
      ['look at it', 'npx crosslift ui'],
    ]),
    '',
  ].join('\n');
}

const SHOWN_METRICS = ['hit_at_1', 'hit_at_3', 'macro_f1', 'log_loss', 'any_auc'] as const;

/** The model beside its baselines. */
function describeMetrics({ metrics }: RunResult): string {
  const figures = metrics['next-affiliate'];
  const stale = metrics.source?.stale;
  if (stale !== undefined) return `the source is too old to act on: ${stale}`;
  if (figures === undefined) return 'too little history to learn from: nothing was trained';
  const figure = (name: string) => formatFigure(figures[name] as number | null | undefined);
  return formatTable(
    [
      ['test snapshot', 'model', '95 % interval', 'transitions', 'popularity'],
      ...SHOWN_METRICS.map((name) => [
        name,
        figure(name),
        name === 'hit_at_1' ? `${figure('hit_at_1_low')} – ${figure('hit_at_1_high')}` : '',
        figure(`${name}_transitions`),
        figure(`${name}_popularity`),
      ]),
    ],
    [1, 3, 4],
  );
}

function describeGates({ gates }: RunResult): string {
  return gates
    .map(({ model, verdict, rules }) =>
      formatTable(
        [
          [`${model}: ${verdict}`, 'value', 'bound', 'low', 'high', 'n', ''],
          ...rules.map(({ rule, value, bound, low, high, n, pass }) => [
            `  ${rule}`,
            formatFigure(value),
            formatFigure(bound),
            formatFigure(low),
            formatFigure(high),
            String(n),
            pass ? 'pass' : 'fail',
          ]),
        ],
        [1, 2, 3, 4, 5],
      ),
    )
    .join('\n\n');
}
