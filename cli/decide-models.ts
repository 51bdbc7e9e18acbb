import { WithStartWorkflowOperation } from '@temporalio/client';
import { Command } from 'commander';
import {
  ReleaseDecision,
  type ReleaseOutcome,
  type ReleaseWorkflow,
} from '../models/contracts/release-decision.ts';
import { UsageError } from '../platform/errors.ts';
import type { ModelRow } from '../platform/postgres/models.ts';
import { findModel } from '../platform/postgres/models.ts';
import { connectClient } from '../platform/temporal/client.ts';
import { RELEASE, TASK_QUEUE } from '../workflows/steps.ts';
import { type Backend, openBackend } from './open-backend.ts';
import { parseWish } from './parse-wish.ts';
import { withWorker } from './with-worker.ts';

interface DecideOptions {
  actor: string;
  reason: string;
  until?: string;
  json?: boolean;
}

const ABOUT: Record<ReleaseDecision['action'], string> = {
  approve: 'let a model that its gate held be used until the end of a day',
  refuse: 'record that a model that its gate held may not be used',
  rollback: 'make the champion before this one the champion again',
};

/** `crosslift models approve`, `refuse` and `rollback`: a person's word, carried out by the workflow `release`. */
export const decideCommands = (Object.keys(ABOUT) as ReleaseDecision['action'][]).map((action) => {
  const command = new Command(action)
    .description(ABOUT[action])
    .argument('<model>', 'id of the model, as `crosslift models` prints it')
    .requiredOption('--actor <name>', 'who decides')
    .requiredOption('--reason <text>', 'why')
    .option('--json', 'print JSON');
  if (action === 'approve') command.requiredOption('--until <day>', 'last day of the approval, YYYY-MM-DD');
  return command.action(async (model: string, { json, ...who }: DecideOptions) => {
    const outcome = await decide(parseWish(ReleaseDecision, { action, model, ...who }));
    process.stdout.write(json === true ? `${JSON.stringify(outcome, null, 2)}\n` : describeOutcome(outcome));
  });
});

async function decide(decision: ReleaseDecision): Promise<ReleaseOutcome> {
  const backend = await openBackend('models');
  try {
    const model = await findModel(backend.database, decision.model);
    if (model === undefined)
      throw new UsageError(`there is no model ${decision.model} (crosslift models lists them)`);
    return await withWorker(backend, () => send(backend, model, decision));
  } finally {
    await backend.close();
  }
}

/** Start the workflow with the decision in one call; one that waits already is given it. */
async function send(
  { config, temporalAddress }: Backend,
  { dataset, pipeline, model_id }: ModelRow,
  decision: ReleaseDecision,
): Promise<ReleaseOutcome> {
  const client = await connectClient(config, temporalAddress);
  try {
    return await client.workflow.executeUpdateWithStart<ReleaseWorkflow, ReleaseOutcome, [ReleaseDecision]>(
      RELEASE.update,
      {
        args: [decision],
        startWorkflowOperation: new WithStartWorkflowOperation<ReleaseWorkflow>(RELEASE.type, {
          workflowId: `release/${dataset}/${pipeline}/${model_id}`,
          workflowIdConflictPolicy: 'USE_EXISTING',
          taskQueue: TASK_QUEUE,
          args: [],
        }),
      },
    );
  } finally {
    await client.connection.close();
  }
}

/** What came of a decision, in words. */
export function describeOutcome({ champion, run }: ReleaseOutcome): string {
  if (champion === null) return 'recorded; what is released stays as it is\n';
  const published =
    run === null
      ? ''
      : run.runId === null
        ? `; ${run.workflowId} is under way: run it again afterwards to publish by it`
        : `; ${run.workflowId} publishes by it (crosslift status ${run.runId.slice(0, 8)})`;
  return `version ${champion} is the champion now${published}\n`;
}
