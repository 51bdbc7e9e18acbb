import { mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Context } from '@temporalio/activity';
import type { StepCall } from '../../models/contracts/step.ts';
import { PROJECT_ROOT } from '../config.ts';
import { type DuckDBSession, openSession } from '../duckdb/session.ts';
import type { Stage } from '../store/artifact-store.ts';
import type { Json } from '../trainer/json.ts';
import { runTrainerTask } from '../trainer/run-trainer-task.ts';
import type { StepContext, StepDefinition, StepIdentity } from './define-step.ts';
import { mapValues } from './map-values.ts';
import type { PeakMemory } from './peak-memory.ts';
import { reportProgress } from './report-progress.ts';
import type { StepServices } from './services.ts';
import { loadSqlProject } from './sql-projects.ts';

/** Whose attempt it is. */
export interface Attempt<Params, Input extends string> {
  step: Pick<StepDefinition<Params, Input, string, unknown>, 'sql'>;
  services: StepServices;
  call: StepCall<Params, Input>;
  identity: StepIdentity;
  memory: PeakMemory;
}

/** The private files, sessions and signals of one attempt; `close` leaves nothing of them. */
export async function openWorkspace<Params, Input extends string>(
  attempt: Attempt<Params, Input>,
): Promise<{ context: StepContext<Params, Input>; stage: Stage; close(): Promise<void> }> {
  const { step, services, call, identity, memory } = attempt;
  const { config, store, log } = services;
  const signal = Context.current().cancellationSignal;
  const stage = await store.stage(call.step);
  const scratch = join(config.stateDir, 'scratch', basename(stage.directory));
  await mkdir(scratch, { recursive: true });
  const sessions: DuckDBSession[] = [];
  const progress = reportProgress(services, { run_id: identity.runId, step: call.step });
  const context: StepContext<Params, Input> = {
    call,
    params: call.params,
    inputs: mapValues(call.inputs, (ref) => store.locate(ref)),
    inputRefs: call.inputs,
    identity,
    output: (file) => join(stage.directory, file),
    scratch: (file) => join(scratch, file),
    async duckdb() {
      const session = await openSession({ ...config.duckdb, scratchDir: scratch, signal });
      sessions.push(session);
      return session;
    },
    sqlProject: () => loadSqlProject(step.sql?.folder ?? ''),
    async train<Result extends Json>(task: string, input: Json) {
      const trained = await runTrainerTask({
        task: join(PROJECT_ROOT, task),
        input,
        onProgress: progress.report,
        signal,
      });
      memory.include(trained.peakRssMb * 2 ** 20);
      return trained.result as Result;
    },
    progress: progress.report,
    signal,
    log: log.child({ step: call.step, runId: identity.runId }),
    services,
  };
  return {
    context,
    stage,
    async close() {
      progress.stop();
      for (const session of sessions) await session.close();
      await stage.discard();
      await rm(scratch, { recursive: true, force: true });
    },
  };
}
