import { mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Context } from '@temporalio/activity';
import { artifactKey, type KeyParts } from '../../models/artifact-key.ts';
import type { Artifacts } from '../../models/contracts/artifact.ts';
import type { Manifest } from '../../models/contracts/manifest.ts';
import type { StepCall, StepResult } from '../../models/contracts/step.ts';
import { PROJECT_ROOT } from '../config.ts';
import { type DuckDBSession, openSession } from '../duckdb/session.ts';
import { ContractError, messageOf } from '../errors.ts';
import { beginStep, failStep, finishStep } from '../postgres/run-log.ts';
import type { Stage } from '../store/artifact-store.ts';
import type { Json } from '../trainer/json.ts';
import { runTrainerTask } from '../trainer/run-trainer-task.ts';
import type { StepContext, StepDefinition, StepIdentity } from './define-step.ts';
import { PeakMemory } from './peak-memory.ts';
import { reportProgress } from './report-progress.ts';
import type { StepServices } from './services.ts';
import { loadSqlProject } from './sql-projects.ts';
import { keyParts } from './step-key.ts';
import { toFailure } from './to-failure.ts';

/**
 * Turn a step's definition into a Temporal activity. Every step gets here, in one place: its key and
 * reuse, staging and commit by create-if-absent, its manifest, its row in PostgreSQL, heartbeats,
 * cancellation, typed errors and timing.
 */
export function createStepActivity<Params, Input extends string, Output extends string, Value>(
  step: StepDefinition<Params, Input, Output, Value>,
  services: StepServices,
) {
  return async (call: StepCall<Params, Input>): Promise<StepResult<Output, Value>> => {
    const { info } = Context.current();
    const identity = {
      workflowId: info.workflowExecution?.workflowId ?? 'none',
      runId: info.workflowExecution?.runId ?? 'none',
      activityId: info.activityId,
      attempt: info.attempt,
    };
    const row = { run_id: identity.runId, step: call.step };
    const memory = new PeakMemory();
    const startedAt = new Date();
    try {
      const params = parseParams(step, call);
      const parts = await keyParts(step, { ...call, params });
      const key = artifactKey(parts);
      await beginStep(services.database, { ...row, effect: call.effect, attempt: identity.attempt, key });
      const found = call.effect === 'pure' ? await services.store.find(call.step, key) : undefined;
      const manifest =
        found ??
        (await compute({
          step,
          services,
          call: { ...call, params },
          parts,
          key,
          identity,
          memory,
          startedAt,
        }));
      const result = toResult<Output, Value>(manifest, { reused: found !== undefined, startedAt });
      await finishStep(services.database, { ...row, ...result, peak_rss_mb: memory.stop() });
      return result;
    } catch (error) {
      memory.stop();
      // The first error matters; a database that is down as well must not hide it.
      await failStep(services.database, { ...row, error: messageOf(error) }).catch(() => {});
      throw toFailure(error);
    }
  };
}

function parseParams<Params, Input extends string>(
  step: StepDefinition<Params, Input, string, unknown>,
  call: StepCall<Params, Input>,
): Params {
  const missing = step.inputs.filter((name) => call.inputs[name] === undefined);
  if (missing.length > 0)
    throw new ContractError(`step ${call.step} was called without its input ${missing.join(', ')}`);
  return step.params.parse(call.params);
}

interface Computation<Params, Input extends string, Output extends string, Value> {
  step: StepDefinition<Params, Input, Output, Value>;
  services: StepServices;
  call: StepCall<Params, Input>;
  parts: KeyParts;
  key: string;
  identity: StepIdentity;
  memory: PeakMemory;
  startedAt: Date;
}

/** Run the step in a private directory and commit what it made. */
async function compute<Params, Input extends string, Output extends string, Value>(
  computation: Computation<Params, Input, Output, Value>,
): Promise<Manifest> {
  const { step, services, call, parts, key, identity, startedAt } = computation;
  const workspace = await openWorkspace(computation);
  try {
    const outcome = await step.run(workspace.context);
    const draft = {
      step: call.step,
      key,
      parts,
      rows: outcome.rows,
      metrics: outcome.metrics ?? {},
      value: outcome.value,
      temporal: identity,
      startedAt: startedAt.toISOString(),
      millis: Date.now() - startedAt.getTime(),
    };
    if (call.effect !== 'pure') return { ...draft, artifacts: {} };
    return (await services.store.commit(workspace.stage, draft, outcome.artifacts)).manifest;
  } finally {
    await workspace.close();
  }
}

/** The private files, sessions and signals of one attempt. */
async function openWorkspace<Params, Input extends string, Output extends string, Value>(
  computation: Computation<Params, Input, Output, Value>,
): Promise<{ context: StepContext<Params, Input>; stage: Stage; close(): Promise<void> }> {
  const { step, services, call, identity, memory } = computation;
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

function toResult<Output extends string, Value>(
  manifest: Manifest,
  { reused, startedAt }: { reused: boolean; startedAt: Date },
): StepResult<Output, Value> {
  return {
    step: manifest.step,
    key: manifest.key,
    reused,
    rows: manifest.rows,
    millis: Date.now() - startedAt.getTime(),
    artifacts: mapValues(manifest.artifacts, ({ uri, digest, rows }) => ({
      uri,
      digest,
      rows,
    })) as Artifacts<Output>,
    metrics: manifest.metrics,
    value: manifest.value as Value,
  };
}

function mapValues<Name extends string, From, To>(
  record: Record<Name, From>,
  map: (value: From) => To,
): Record<Name, To> {
  return Object.fromEntries(
    Object.entries<From>(record).map(([name, value]) => [name, map(value)]),
  ) as Record<Name, To>;
}
