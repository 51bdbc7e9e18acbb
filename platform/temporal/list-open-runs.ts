import type { Client } from '@temporalio/client';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';

const OUTCOME = defineSearchAttributeKey('CrossliftOutcome', SearchAttributeType.KEYWORD);
/** What a run says of itself while a step of it waits for a person. */
const PARKED = 'PARKED';

/** A workflow that has not ended. */
export interface OpenRun {
  workflowId: string;
  runId: string;
  /** A step of it waits for a person. */
  isParked: boolean;
}

/** Runs of these workflow types that have not ended. */
export async function listOpenRuns({ workflow }: Client, types: readonly string[]): Promise<OpenRun[]> {
  const names = types.map((type) => `'${type}'`).join(', ');
  const open: OpenRun[] = [];
  const query = `WorkflowType in (${names}) and ExecutionStatus = 'Running'`;
  for await (const { workflowId, runId, typedSearchAttributes } of workflow.list({ query }))
    open.push({ workflowId, runId, isParked: typedSearchAttributes.get(OUTCOME) === PARKED });
  return open;
}
