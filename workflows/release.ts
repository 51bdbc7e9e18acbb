import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import {
  allHandlersFinished,
  condition,
  defineUpdate,
  ParentClosePolicy,
  setHandler,
  startChild,
} from '@temporalio/workflow';
import { canonicalJson, digestText } from '../models/artifact-key.ts';
import type {
  ReleaseAnswer,
  ReleaseDecision,
  ReleaseOutcome,
  ReleaseWords,
} from '../models/contracts/release-decision.ts';
import { proxyControl } from './proxy-control.ts';
import { RELEASE, WORKFLOW_TYPES } from './steps.ts';

const { decideModel } = proxyControl('publish');

const WHO = '"actor": "your name", "reason": "why"';

/** A person's decision, sent with the start of the workflow. */
const decide = defineUpdate<ReleaseOutcome, [ReleaseDecision]>(RELEASE.update);

/** The same by name, for whoever sends it from the Temporal UI: what it must say. */
const NAMED: Record<ReleaseDecision['action'], string> = {
  approve: `let a model that its gate held be used: {"model": "mdl_…", "until": "YYYY-MM-DD", ${WHO}}`,
  refuse: `record that a model may not be used: {"model": "mdl_…", ${WHO}}`,
  rollback: `go back to the champion before this one: {"model": "mdl_…", ${WHO}}`,
};

/**
 * A person's word on one model, `release/<dataset>/<pipeline>/<model>`: waits for one decision, carries it out, and starts
 * the run that publishes by it. What cannot be done is answered to whoever asked, and changes nothing.
 */
export async function release(): Promise<ReleaseOutcome | null> {
  let isAnswered = false;
  let outcome: ReleaseOutcome | null = null;
  const carryOut = async (decision: ReleaseDecision) => {
    try {
      const { champion, publish } = await decideModel(decision);
      outcome = { champion, run: publish && (await startPublishing(publish)) };
      return outcome;
    } finally {
      isAnswered = true;
    }
  };
  setHandler(decide, carryOut, { description: 'one of the others, by its "action"' });
  for (const [action, description] of Object.entries(NAMED))
    setHandler(
      defineUpdate<ReleaseOutcome, [ReleaseWords]>(action),
      (words) => carryOut({ ...words, action } as ReleaseDecision),
      { description },
    );
  await condition(() => isAnswered && allHandlersFinished());
  return outcome;
}

/** The linked run; the same day's, when it is under way, goes on without it and has to be started again. */
async function startPublishing({ pipeline, workflowId, input }: NonNullable<ReleaseAnswer['publish']>) {
  try {
    const run = await startChild(WORKFLOW_TYPES[pipeline], {
      workflowId,
      args: [input],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      // As the command line names a run: the same one asked for meanwhile joins this one.
      memo: { inputDigest: digestText(canonicalJson(input)) },
    });
    return { workflowId, runId: run.firstExecutionRunId };
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return { workflowId, runId: null };
    throw error;
  }
}
