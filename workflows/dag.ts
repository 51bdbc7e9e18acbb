import {
  type ActivityOptions,
  ApplicationFailure,
  proxyActivities,
  setCurrentDetails,
} from '@temporalio/workflow';
import type { CodeParts } from '../activities/describe-code.ts';
import type { Activities, StepActivityName } from '../activities/index.ts';
import { artifactKey } from '../models/artifact-key.ts';
import type { AnyRunContext, PipelineName } from '../models/contracts/run.ts';
import type { RunInput } from '../models/contracts/run-input.ts';
import type { StepCall, StepResult } from '../models/contracts/step.ts';
import { describeDag, listStates, type StepState } from './describe-dag.ts';
import { type DagName, queueOf, STEPS, type StepEntry, type StepQueue } from './steps.ts';

const RETRY = { maximumAttempts: 5, initialInterval: '1 second', maximumInterval: '30 seconds' } as const;

/** How activities of a role run; a heartbeat that stays away this long means that the worker is gone. */
const OPTIONS: Record<StepQueue, ActivityOptions> = {
  sql: { startToCloseTimeout: '1 hour', heartbeatTimeout: '15 seconds', retry: RETRY },
  train: { startToCloseTimeout: '3 hours', heartbeatTimeout: '15 seconds', retry: RETRY },
  publish: {
    startToCloseTimeout: '1 hour',
    heartbeatTimeout: '15 seconds',
    retry: { ...RETRY, maximumAttempts: 10 },
  },
};

/** The server limits a summary to 400 bytes. */
const SUMMARY_INPUTS = 4;

/** What a workflow says when it calls a step; the registry and the run say the rest. */
type StepArguments<Name extends StepActivityName> = Pick<
  Parameters<Activities[Name]>[0],
  'params' | 'inputs'
> & {
  /** Name in the registry, where one activity does several steps. */
  step?: string;
};

/** The steps of a pipeline as functions of its workflow. */
export type Dag = {
  [Name in StepActivityName]: (step: StepArguments<Name>) => ReturnType<Activities[Name]>;
};

/** State of one run's steps, and the calls that change it. */
export class DagRun {
  readonly #name: DagName;
  readonly #pipeline: PipelineName;
  readonly #force: string | undefined;
  readonly #states = new Map<string, StepState>();
  #run: Pick<AnyRunContext, 'dataset' | 'asOf'> = { dataset: '', asOf: '' };
  #code: Readonly<Record<string, CodeParts>> = {};
  readonly steps: Dag;

  constructor({ dag, pipeline, force }: { dag: DagName; pipeline: PipelineName; force: string | undefined }) {
    this.#name = dag;
    this.#pipeline = pipeline;
    this.#force = force;
    const activities = new Set(STEPS[dag].map(({ activity }) => activity));
    this.steps = Object.fromEntries(
      [...activities].map((activity) => [
        activity,
        ({ step, params, inputs }: Pick<StepCall, 'params' | 'inputs'> & { step?: string }) =>
          this.#call(this.#find(activity, step), params, inputs),
      ]),
    ) as Dag;
  }

  /** What the pipeline's first step, whose activity the registry names, fixes from a run's input. */
  async resolve<Context extends AnyRunContext>(params: {
    pipeline: PipelineName;
    input: RunInput;
  }): Promise<Context> {
    const [first] = STEPS[this.#name];
    const { value } = await this.#call(first!, params, {});
    return value as Context;
  }

  /** From now on, every step belongs to this dataset and as-of, and its key can be told in advance. */
  nameRun(run: Pick<AnyRunContext, 'dataset' | 'asOf'>, code: Readonly<Record<string, CodeParts>>): void {
    this.#run = run;
    this.#code = code;
  }

  /** The DAG with each step's state, as Markdown. */
  describe(): string {
    return describeDag(this.#title(), STEPS[this.#name], this.#states);
  }

  /** The same in short, as text. */
  listStates(): string {
    return listStates(this.#title(), STEPS[this.#name], this.#states);
  }

  #title(): string {
    return [this.#name, this.#run.dataset, this.#run.asOf].filter(Boolean).join(' · ');
  }

  #find(activity: StepActivityName, name: string | undefined): StepEntry {
    const entry = STEPS[this.#name].find(
      (candidate) => candidate.activity === activity && (name === undefined || candidate.name === name),
    );
    if (entry === undefined)
      throw ApplicationFailure.nonRetryable(`${this.#name} has no step ${name} done by ${activity}`);
    return entry;
  }

  async #call(entry: StepEntry, params: unknown, inputs: StepCall['inputs']): Promise<StepResult> {
    const { name, activity, queue, effect } = entry;
    const startedAt = Date.now();
    this.#enter(name, { state: 'running' });
    const options = {
      ...OPTIONS[queue],
      taskQueue: queueOf(queue),
      summary: this.#summarise(entry, params, inputs),
    };
    const execute =
      proxyActivities<Record<StepActivityName, (call: StepCall) => Promise<StepResult>>>(options)[activity];
    const call = { step: name, pipeline: this.#pipeline, dataset: this.#run.dataset, effect, params, inputs };
    try {
      const result = await execute(this.#force === undefined ? call : { ...call, force: this.#force });
      this.#enter(name, {
        state: 'done',
        rows: result.rows,
        reused: result.reused,
        key: result.key,
        millis: Date.now() - startedAt,
      });
      return result;
    } catch (error) {
      this.#enter(name, { state: 'failed', millis: Date.now() - startedAt });
      throw error;
    }
  }

  /** What stands beside the activity in the Temporal UI: the step, its key, and the bytes it reads. */
  #summarise({ name, activity, effect }: StepEntry, params: unknown, inputs: StepCall['inputs']): string {
    const parts = this.#code[activity];
    const digests = Object.fromEntries(Object.entries(inputs).map(([input, { digest }]) => [input, digest]));
    const key =
      parts === undefined || effect !== 'pure'
        ? ''
        : ` · ${artifactKey({ step: name, ...parts, params, inputs: digests, force: this.#force }).slice(0, 8)}`;
    const read = Object.entries(digests).map(([input, digest]) => `${input}@${digest.slice(0, 8)}`);
    const shown = read.slice(0, SUMMARY_INPUTS).join(' ');
    const more = read.length > SUMMARY_INPUTS ? ` +${read.length - SUMMARY_INPUTS}` : '';
    return `${name}${key}${read.length === 0 ? '' : ` ← ${shown}${more}`}`;
  }

  #enter(name: string, state: StepState): void {
    this.#states.set(name, state);
    setCurrentDetails(this.describe());
  }
}
