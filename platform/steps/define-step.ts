import type { z } from 'zod';
import type { Artifacts, Metrics } from '../../models/contracts/artifact.ts';
import type { StepCall } from '../../models/contracts/step.ts';
import type { DuckDBSession } from '../duckdb/session.ts';
import type { Logger } from '../logging.ts';
import type { SqlProject } from '../sql/sql-model.ts';
import type { Json } from '../trainer/json.ts';
import type { LibraryName } from './library-versions.ts';
import type { StepServices } from './services.ts';

/** Identity of the run and attempt that a step works for; never part of a key. */
export interface StepIdentity {
  workflowId: string;
  runId: string;
  activityId: string;
  attempt: number;
}

/** A file that a step wrote under `output(file)` and how many rows it holds. */
export interface OutputFile {
  file: string;
  rows: number;
}

/** The SQL of a step: models of one folder of sql/ (all, unless named), and whether it runs the folder's audits or canaries. */
export interface SqlUse {
  folder: string;
  targets?: readonly string[];
  audits?: boolean;
  canaries?: boolean;
}

/** What a step has done. */
export interface StepOutcome<Output extends string, Value> {
  artifacts: Record<Output, OutputFile>;
  /** Rows of the step's main result. */
  rows: number;
  metrics?: Metrics;
  value: Value;
}

/** Everything a step may use while it runs. */
export interface StepContext<Params, Input extends string> {
  call: StepCall<Params, Input>;
  params: Params;
  /** Local paths of the input artifacts. */
  inputs: Record<Input, string>;
  inputRefs: Artifacts<Input>;
  identity: StepIdentity;
  /** Path for a new output file in the attempt's private directory. */
  output(file: string): string;
  /** Path for a file that is gone when the attempt ends. */
  scratch(file: string): string;
  /** A DuckDB session of this step's own, closed when the step ends. */
  duckdb(): Promise<DuckDBSession>;
  /** The models, audits and canaries of the step's SQL folder. */
  sqlProject(): Promise<SqlProject>;
  /** Run a training task (a module of activities/training) in a child process. */
  train<Result extends Json>(task: string, input: Json): Promise<Result>;
  /** Say how far the step is: a fraction from 0 to 1 and a few words. */
  progress(fraction: number, note: string): void;
  signal: AbortSignal;
  log: Logger;
  services: StepServices;
}

/** One step: what it is made of and its own work. The rest is the runtime's (`run-step.ts`). */
export interface StepDefinition<Params, Input extends string, Output extends string, Value> {
  /** `import.meta.url` of its file in activities/, from which its code version is taken. */
  module: string;
  params: z.ZodType<Params>;
  inputs: readonly Input[];
  /** SQL models the step builds, audits or puts to canaries, in one folder of sql/; part of the code version with all they read. */
  sql?: SqlUse;
  /** Modules run in a child process, from the project's root; part of the code version. */
  tasks?: readonly string[];
  libraries?: readonly LibraryName[];
  run(context: StepContext<Params, Input>): Promise<StepOutcome<Output, Value>>;
}

/** Names the types of a step's definition. */
export function defineStep<Params, Value, Input extends string = never, Output extends string = never>(
  definition: StepDefinition<Params, Input, Output, Value>,
): StepDefinition<Params, Input, Output, Value> {
  return definition;
}
