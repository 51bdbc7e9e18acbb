import type { RunResult } from '../models/contracts/run.ts';
import { describeDiff } from '../models/publishing/describe-diff.ts';
import type { StepRow } from '../platform/postgres/run-log.ts';
import type { ArtifactStore } from '../platform/store/artifact-store.ts';
import { describeMetrics } from './describe-metrics.ts';
import { formatFigure, formatTable } from './format.ts';

/** The object of `--json` (design, section 7): artifacts as absolute paths. */
export function toJsonResult(result: RunResult, store: ArtifactStore) {
  const artifacts = Object.fromEntries(
    Object.entries(result.artifacts).map(([name, ref]) => [name, store.locate(ref)]),
  );
  return { ...result, artifacts };
}

/** What a person wants to know when a run has ended. */
export function describeResult(result: RunResult, steps: readonly StepRow[], store: ArtifactStore): string {
  const { publication } = result;
  const { scores } = result.artifacts;
  const published =
    publication === null
      ? scores === undefined
        ? 'nothing published'
        : `${scores.rows} rows scored`
      : publication.changed
        ? `version ${publication.version}: ${publication.rows} strategies live`
        : `version ${publication.version} was live already: nothing new`;
  const reusable = steps.filter(({ effect }) => effect === 'pure');
  const reused = reusable.filter((step) => step.reused === true);
  const paragraphs = [
    [
      `${result.outcome}  ${result.workflowId}  (${published})`,
      ...(publication?.changed === true && publication.diff !== null ? [describeDiff(publication.diff)] : []),
      ...(publication?.sinks ?? [])
        .filter(({ state }) => state === 'failed')
        .map(
          ({ sink, error }) =>
            `${sink} has not got it: ${error} (npx crosslift publications resume ${publication?.publicationId} --actor … --reason …)`,
        ),
      `${steps.length} steps; ${reused.length} of ${reusable.length} reusable ones were reused`,
    ].join('\n'),
    describeMetrics(result),
    describeGates(result),
    describePower(result),
    formatTable([
      ...(publication === null ? [] : [['strategies', publication.location]]),
      ...(scores === undefined ? [] : [['scores', store.locate(scores)]]),
      ['report', result.report ?? '(none: write-report was skipped)'],
      ['look at it', 'npx crosslift ui'],
    ]),
  ];
  return `\n${paragraphs.filter((text) => text !== '').join('\n\n')}\n`;
}

/** Before anything is sent: what each action's holdout will be able to show. */
function describePower({ outcome, metrics }: RunResult): string {
  const { power = {} } = metrics;
  if (outcome !== 'DRY_RUN') return '';
  return Object.entries(power)
    .map(([action, sentence]) => `${action}: ${sentence}`)
    .join('\n');
}

function describeGates({ gates }: RunResult): string {
  return gates
    .map(({ model, decision_point, verdict, rules }) =>
      formatTable(
        [
          [
            `${[model, decision_point].filter(Boolean).join(' at ')}: ${verdict}`,
            'value',
            'bound',
            'low',
            'high',
            'n',
            '',
          ],
          ...rules.map(({ rule, value, bound, low, high, n, pass, columns = [] }) => [
            `  ${rule}`,
            formatFigure(value),
            formatFigure(bound),
            formatFigure(low),
            formatFigure(high),
            String(n),
            pass ? 'pass' : ['fail', ...columns].join(' '),
          ]),
        ],
        [1, 2, 3, 4, 5],
      ),
    )
    .join('\n\n');
}
