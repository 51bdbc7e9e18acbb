import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import {
  defineQuery,
  executeChild,
  isCancellation,
  setCurrentDetails,
  setHandler,
  WorkflowIdReusePolicy,
} from '@temporalio/workflow';
import { canonicalJson, digestText } from '../models/artifact-key.ts';
import type { BackfilledDay, BackfillInput } from '../models/contracts/backfill.ts';
import type { RunResult } from '../models/contracts/run.ts';
import { listDays } from '../models/replay/list-days.ts';
import { proxyControl } from './proxy-control.ts';
import { rootMessage } from './root-message.ts';
import { QUERIES, WORKFLOW_TYPES } from './steps.ts';

const { parseBackfill } = proxyControl('sql');

const daysQuery = defineQuery<BackfilledDay[]>(QUERIES.days);

/**
 * A pipeline as of each day of a range, some at once. A day that failed does not stop the others, and is tried again by the next
 * backfill of the range; a day that is done is not done again.
 */
export async function backfill(given: BackfillInput): Promise<BackfilledDay[]> {
  const asked = await parseBackfill(given);
  const waiting = listDays(asked.from, asked.to);
  const done: BackfilledDay[] = [];
  setHandler(daysQuery, () => done);
  const work = async () => {
    for (let day = waiting.shift(); day !== undefined; day = waiting.shift()) {
      done.push(await fillDay(day, asked));
      setCurrentDetails(describeDays(done, waiting.length));
    }
  };
  await Promise.all(Array.from({ length: asked.parallel }, work));
  return done.sort((left, right) => (left.day < right.day ? -1 : 1));
}

async function fillDay(day: string, { pipeline, publish, input }: BackfillInput): Promise<BackfilledDay> {
  // Other settings are another run of the day.
  const settings = digestText(canonicalJson({ ...input, publish })).slice(0, 6);
  const workflowId = `backfill/${pipeline}/${input.dataset ?? 'default'}/${day}/${settings}`;
  const filled = { day, workflowId, error: null };
  try {
    const result = (await executeChild(WORKFLOW_TYPES[pipeline], {
      workflowId,
      args: [{ ...input, asOf: day, dryRun: !publish }],
      workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE_FAILED_ONLY,
    })) as RunResult;
    return { ...filled, outcome: result.outcome };
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return { ...filled, outcome: 'DONE_BEFORE' };
    if (isCancellation(error)) throw error;
    return { ...filled, outcome: 'FAILED', error: rootMessage(error) };
  }
}

function describeDays(done: readonly BackfilledDay[], left: number): string {
  const rows = done.map(({ day, outcome, error }) => `| ${day} | ${outcome} | ${error ?? ''} |`);
  return ['| day | outcome | |', '|---|---|---|', ...rows, '', `${left} to come`].join('\n');
}
