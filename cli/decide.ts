import { Argument, Command } from 'commander';
import {
  STEP_ACTIONS,
  type StepAction,
  type StepDecided,
  type StepDecision,
} from '../models/contracts/step-decision.ts';
import { UsageError } from '../platform/errors.ts';
import { findRun } from '../platform/postgres/run-log.ts';
import { DECIDE } from '../workflows/steps.ts';
import { exitCodeOfSignal } from './command.ts';
import { isSignal, withFollower } from './follow-run.ts';

interface DecideOptions {
  actor: string;
  reason: string;
  step?: string;
  worker?: boolean;
  json?: boolean;
}

/** `crosslift decide`: a person's word on a step that used up its retries; the run is then watched to its end. */
export const decideCommand = new Command('decide')
  .description('say how a run goes on whose step has used up its retries and waits')
  .argument('<run>', 'a run id, its beginning, or latest')
  .addArgument(
    new Argument('<action>', 'retry with the code of now, go on without the step, or end the run').choices(
      STEP_ACTIONS,
    ),
  )
  .requiredOption('--actor <name>', 'who decides')
  .requiredOption('--reason <text>', 'why')
  .option('--step <name>', 'which step, where several wait')
  .option('--no-worker', 'only decide and watch: workers of your own do the steps')
  .option('--json', 'print one JSON object on stdout; everything else goes to stderr')
  .action(
    async (
      name: string,
      action: StepAction,
      { json = false, worker, actor, reason, step }: DecideOptions,
    ) => {
      const decision: StepDecision = { action, actor, reason, ...(step !== undefined && { step }) };
      const options = { json, ...(worker !== undefined && { worker }) };
      const result = await withFollower(options, async ({ backend, people, follow }) => {
        const run = await findRun(backend.database, name);
        if (run.state !== 'running')
          throw new UsageError(
            `run ${run.run_id} has ended (${run.state}): nothing waits there; crosslift replay ${run.run_id.slice(0, 8)} --from STEP does it again`,
          );
        return follow(async (client) => {
          const handle = client.workflow.getHandle(run.workflow_id, run.run_id);
          const decided = await handle.executeUpdate<StepDecided, [StepDecision]>(DECIDE, {
            args: [decision],
          });
          people.write(`recorded: ${decided.action} ${decided.step}\n`);
          return { handle, runId: run.run_id };
        });
      });
      if (isSignal(result)) process.exitCode = exitCodeOfSignal(result);
    },
  );
