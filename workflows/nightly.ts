import {
  defineSearchAttributeKey,
  SearchAttributeType,
  WorkflowExecutionAlreadyStartedError,
} from '@temporalio/common';
import {
  executeChild,
  isCancellation,
  setCurrentDetails,
  upsertMemo,
  workflowInfo,
} from '@temporalio/workflow';
import { canonicalJson, digestText } from '../models/artifact-key.ts';
import type { NightEnding, NightInput, NightRun, NightSummary } from '../models/contracts/night.ts';
import type { RunResult } from '../models/contracts/run.ts';
import { proxyControl } from './proxy-control.ts';
import { rootMessage } from './root-message.ts';
import { WORKFLOW_TYPES } from './steps.ts';
import { tellChanges } from './tell-changes.ts';

const SCHEDULED_AT = defineSearchAttributeKey('TemporalScheduledStartTime', SearchAttributeType.DATETIME);
const SCHEDULE = defineSearchAttributeKey('TemporalScheduledById', SearchAttributeType.KEYWORD);

const { planNight } = proxyControl('sql');

/**
 * Every pipeline of a night, side by side, as of the local date of the scheduled time, however late it starts. One that fails
 * does not stop the others, nor the night.
 */
export async function nightly(given?: NightInput | null): Promise<NightSummary> {
  const { typedSearchAttributes, startTime } = workflowInfo();
  const scheduledAt = typedSearchAttributes.get(SCHEDULED_AT) ?? startTime;
  const { date, runs } = await planNight({
    given: given ?? {},
    scheduledAt: scheduledAt.toISOString(),
    scheduleId: typedSearchAttributes.get(SCHEDULE) ?? null,
  });
  const endings = new Map<NightRun, NightEnding>();
  const cards: string[] = [];
  const show = () => setCurrentDetails(describeNight({ date, runs, endings, cards }));
  show();
  await Promise.all(
    runs.map(async (run) => {
      endings.set(run, await carryOut(run));
      show();
      const told = await tellChanges({ pipeline: run.pipeline, dataset: run.dataset });
      cards.push(...(told?.cards ?? []));
      show();
    }),
  );
  const ended = runs.flatMap((run) => endings.get(run) ?? []);
  upsertMemo({ summary: ended.map(({ workflowId, outcome }) => `${workflowId} ${outcome}`).join('\n') });
  return { date, runs: ended };
}

async function carryOut({ pipeline, dataset, workflowId, input }: NightRun): Promise<NightEnding> {
  const ending = { pipeline, dataset, workflowId, error: null };
  try {
    const { outcome } = (await executeChild(WORKFLOW_TYPES[pipeline], {
      workflowId,
      args: [input],
      // As the command line names a run.
      memo: { inputDigest: digestText(canonicalJson(input)) },
      staticSummary: `${pipeline} of ${dataset}${input.asOf === undefined ? '' : ` as of ${input.asOf}`}`,
    })) as RunResult;
    return { ...ending, outcome };
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return { ...ending, outcome: 'UNDER_WAY' };
    if (isCancellation(error)) throw error;
    return { ...ending, outcome: 'FAILED', error: rootMessage(error) };
  }
}

interface Night {
  date: string;
  runs: readonly NightRun[];
  endings: ReadonlyMap<NightRun, NightEnding>;
  /** What people were told of them. */
  cards: readonly string[];
}

/** A line for each run of a night, and how each pipeline now stands, as Markdown. */
function describeNight({ date, runs, endings, cards }: Night): string {
  const rows = runs.map((run) => {
    const { outcome = 'under way', error = null } = endings.get(run) ?? {};
    return `| ${run.pipeline} | ${run.dataset} | ${outcome} | ${run.workflowId} | ${error?.split('\n')[0] ?? ''} |`;
  });
  return [
    `**night of ${date}**`,
    '',
    '| pipeline | dataset | outcome | run | |',
    '|---|---|---|---|---|',
    ...rows,
    ...cards.flatMap((card) => ['', `\`\`\`\n${card}\n\`\`\``]),
  ].join('\n');
}
