import { Context } from '@temporalio/activity';
import { artifactKey, type KeyParts } from '../../models/artifact-key.ts';
import type { Artifacts } from '../../models/contracts/artifact.ts';
import type { Manifest } from '../../models/contracts/manifest.ts';
import type { StepCall, StepResult } from '../../models/contracts/step.ts';
import { ContractError } from '../errors.ts';
import { beginStep, failStep, finishStep } from '../postgres/run-log.ts';
import { checkInputs } from './check-inputs.ts';
import type { StepDefinition } from './define-step.ts';
import { describeOutputs } from './describe-outputs.ts';
import { mapValues } from './map-values.ts';
import { type Attempt, openWorkspace } from './open-workspace.ts';
import { PeakMemory } from './peak-memory.ts';
import type { StepServices } from './services.ts';
import { keyParts } from './step-key.ts';
import { toFailure } from './to-failure.ts';

/**
 * Turn a step's definition into a Temporal activity. Every step gets here, in one place: its key and
 * reuse, inputs that are what their steps made, staging and commit by create-if-absent, its manifest,
 * its row in PostgreSQL, heartbeats, cancellation, typed errors and timing.
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
    const attempt = { ...row, effect: call.effect, attempt: identity.attempt };
    const memory = new PeakMemory();
    const startedAt = new Date();
    try {
      const params = parseParams(step, call);
      const parts = await keyParts(step, { ...call, params });
      const key = artifactKey(parts);
      await beginStep(services.database, { ...attempt, key, ...(call.effect === 'pure' && { parts }) });
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
      const failure = toFailure(error);
      // The first error matters; a database that is down as well must not hide it.
      await failStep(services.database, { ...attempt, error: failure.message }).catch(() => {});
      throw failure;
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

interface Computation<Params, Input extends string, Output extends string, Value>
  extends Attempt<Params, Input> {
  step: StepDefinition<Params, Input, Output, Value>;
  parts: KeyParts;
  key: string;
  startedAt: Date;
}

/** Run the step in a private directory and commit what it made. */
async function compute<Params, Input extends string, Output extends string, Value>(
  computation: Computation<Params, Input, Output, Value>,
): Promise<Manifest> {
  const { step, services, call, parts, key, identity, startedAt } = computation;
  const workspace = await openWorkspace(computation);
  try {
    await checkInputs(services.store, call.inputs);
    const outcome = await step.run(workspace.context).catch(async (error: unknown) => {
      // Whatever the step made of an input that was damaged meanwhile: the damage is what went wrong, and can be mended.
      await checkInputs(services.store, call.inputs);
      throw error;
    });
    // What was damaged in between may have been read so.
    if (call.effect === 'pure') await checkInputs(services.store, call.inputs);
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
    const { output, duckdb } = workspace.context;
    const files = await describeOutputs(outcome.artifacts, output, duckdb);
    return (await services.store.commit(workspace.stage, draft, files)).manifest;
  } finally {
    await workspace.close();
  }
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
