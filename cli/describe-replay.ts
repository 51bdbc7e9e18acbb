import type { ReplayPlan, RerunReason } from '../models/replay/plan-replay.ts';
import type { RunRow } from '../platform/postgres/run-log.ts';
import { formatMillis, formatTable } from './format.ts';

const REASONS: Record<RerunReason, string> = {
  after: '',
  damaged: 'its result is gone or damaged',
  'reads-damaged': 'reads what is damaged',
  missing: 'the run did not get that far',
};

/** What a replay would do, as far as it can be told in advance. */
export interface ReplayPreview extends ReplayPlan {
  run: RunRow;
  from: string;
  /** Expected time of each step that is done again, in ms; of one that was never timed, none. */
  expected: ReadonlyMap<string, number>;
  /** Of the longest chain of them. */
  expectedMillis: number;
  /** What the steps that change the world would do. */
  effects: readonly string[];
}

/** The preview of a replay as a page. */
export function describeReplay(preview: ReplayPreview): string {
  const { run, from, reused, rerun, expected, expectedMillis, effects } = preview;
  return [
    `replay of ${run.workflow_id} (run ${run.run_id.slice(0, 8)}, as of ${run.as_of ?? '?'}) from ${from}`,
    '',
    `${rerun.length} steps run with the code of now, about ${formatMillis(expectedMillis)} in all:`,
    formatTable(
      rerun.map(({ step, reason }) => [
        `  ${step}`,
        expected.has(step) ? formatMillis(expected.get(step)!) : '?',
        REASONS[reason],
      ]),
      [1],
    ),
    '',
    `${reused.length} steps keep the results of that run: ${reused.join(', ') || 'none'}`,
    '',
    ...effects,
    '',
  ].join('\n');
}

/** What is published again, as sentences. */
export function describeEffects(
  rerun: ReplayPlan['rerun'],
  {
    isDry,
    asOf,
    live,
  }: {
    isDry: boolean;
    asOf: string | null;
    live: { version: number; as_of: string; row_count: number } | undefined;
  },
): string[] {
  const publishes = rerun.some(({ step }) => step === 'flip-publication');
  const delivers = rerun.some(({ step }) => step.startsWith('deliver-'));
  const promotes = rerun.some(({ step }) => step === 'promote-models');
  const lines = [];
  if (promotes)
    lines.push('models are judged again: a champion may change (a day that is over promotes none)');
  if (isDry || !delivers) lines.push('nothing is published');
  else if (!publishes)
    lines.push('nothing new goes live; a sink that has no receipt of what is live is given it');
  else if (live === undefined) lines.push('strategies are published: nothing is live yet');
  else if (asOf !== null && live.as_of > asOf)
    lines.push(
      `publishing will be refused: version ${live.version}, as of ${live.as_of}, is live, and this run is as of ${asOf} (--dry-run does the rest)`,
    );
  else
    lines.push(
      `strategies are published as version ${live.version + 1} in place of version ${live.version} (${live.row_count} rows, as of ${live.as_of}), unless they are the same`,
    );
  return lines;
}
