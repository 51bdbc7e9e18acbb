import {
  type ActivityOptions,
  ApplicationFailure,
  proxyActivities,
  setCurrentDetails,
} from '@temporalio/workflow';
import type { BegunReplay } from '../activities/begin-replay.ts';
import type { CodeParts } from '../activities/describe-code.ts';
import type { Activities, StepActivityName } from '../activities/index.ts';
import { artifactKey } from '../models/artifact-key.ts';
import type { Metrics } from '../models/contracts/artifact.ts';
import type { PipelineName } from '../models/contracts/pipeline.ts';
import type { AnyRunContext } from '../models/contracts/run.ts';
import type { RunInput } from '../models/contracts/run-input.ts';
import type { StepCall, StepResult } from '../models/contracts/step.ts';
import { describeDag, listStates, type StepState } from './describe-dag.ts';
import { MadeArtifacts } from './made-artifacts.ts';
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

/** How often one step has its inputs made again: what is damaged each time is damaged by more than chance. */
const MOST_MENDS = 3;

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

/** What becomes of a step that used up its retries; throws where the run ends with it. */
type OnFailure = (entry: StepEntry, error: unknown) => Promise<'retry' | 'skip'>;

/** One step of a run, done or not. */
export interface PlannedStep extends Pick<StepEntry, 'dependsOn' | 'queue' | 'effect' | 'skippable'> {
  step: string;
  state: StepState['state'] | 'reused' | 'to come';
}

interface DagRunOptions {
  dag: DagName;
  pipeline: PipelineName;
  /** Token of every step's key. */
  force: string | undefined;
  onFailure: OnFailure;
}

/** State of one run's steps, and the calls that change it. */
export class DagRun {
  readonly #name: DagName;
  readonly #pipeline: PipelineName;
  readonly #onFailure: OnFailure;
  readonly #states = new Map<string, StepState>();
  readonly #metrics = new Map<string, Metrics>();
  readonly #made = new MadeArtifacts();
  #forceOf: (step: string) => string | undefined;
  #recorded: Readonly<Record<string, StepResult>> = {};
  #notes: readonly string[] = [];
  #run: Pick<AnyRunContext, 'dataset' | 'asOf'> = { dataset: '', asOf: '' };
  #code: Readonly<Record<string, CodeParts>> = {};
  readonly steps: Dag;

  constructor({ dag, pipeline, force, onFailure }: DagRunOptions) {
    this.#name = dag;
    this.#pipeline = pipeline;
    this.#forceOf = () => force;
    this.#onFailure = onFailure;
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

  /** The run replays another: what is recorded is not done again, what comes after it is. */
  replay({ recorded, force }: Pick<BegunReplay, 'recorded' | 'force'>): void {
    this.#recorded = recorded;
    const forced = new Set(force.steps);
    this.#forceOf = (step) => (forced.has(step) ? force.token : undefined);
  }

  /** From now on, every step belongs to this dataset and as-of, and its key can be told in advance. */
  nameRun(run: Pick<AnyRunContext, 'dataset' | 'asOf'>, code: Readonly<Record<string, CodeParts>>): void {
    this.#run = run;
    this.#code = code;
  }

  /** What a reader of the current details should know first. */
  note(notes: readonly string[]): void {
    this.#notes = notes;
    setCurrentDetails(this.describe());
  }

  /** The DAG with each step's state, as Markdown. */
  describe(): string {
    return describeDag(this.#title(), STEPS[this.#name], this.#states, this.#notes);
  }

  /** Figures of every step that is done, by step. */
  listMetrics(): Record<string, Metrics> {
    return Object.fromEntries(this.#metrics);
  }

  /** What is done, under way and still to come, in DAG order. */
  listPlan(): PlannedStep[] {
    return STEPS[this.#name].map(({ name, dependsOn, queue, effect, skippable }) => {
      const { state, reused } = this.#states.get(name) ?? {};
      const shown = state === undefined ? 'to come' : reused === true ? 'reused' : state;
      return { step: name, state: shown, dependsOn, queue, effect, skippable };
    });
  }

  /** Every step's state in short, as text. */
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
    const { name } = entry;
    const recorded = this.#recorded[name];
    if (recorded !== undefined) {
      this.#metrics.set(name, recorded.metrics);
      this.#enter(name, { state: 'done', rows: recorded.rows, reused: true, key: recorded.key });
      return recorded;
    }
    for (let mends = 0; ; ) {
      const startedAt = Date.now();
      try {
        return await this.#attempt(entry, params, inputs);
      } catch (error) {
        const millis = Date.now() - startedAt;
        this.#enter(name, { state: 'failed', millis });
        const makers = mends < MOST_MENDS ? this.#made.findMakers(error) : [];
        if (makers.length > 0) {
          mends += 1;
          await Promise.all(makers.map((made) => this.#call(made.entry, made.params, made.inputs)));
          continue;
        }
        if ((await this.#onFailure(entry, error)) === 'retry') continue;
        this.#enter(name, { state: 'skipped', millis });
        return skippedResult(name);
      }
    }
  }

  /** One activity of the step, with the retries that Temporal makes of its own. */
  async #attempt(entry: StepEntry, params: unknown, inputs: StepCall['inputs']): Promise<StepResult> {
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
    const force = this.#forceOf(name);
    const result = await execute(force === undefined ? call : { ...call, force });
    const { rows, reused, key } = result;
    if (effect === 'pure') this.#made.note(result, { entry, params, inputs });
    this.#metrics.set(name, result.metrics);
    this.#enter(name, { state: 'done', rows, reused, key, millis: Date.now() - startedAt });
    return result;
  }

  /** The step waits for a person, who may decide about it. */
  park(name: string): void {
    this.#enter(name, { ...this.#states.get(name), state: 'parked' });
  }

  /** What stands beside the activity in the Temporal UI: the step, its key, and the bytes it reads. */
  #summarise({ name, activity, effect }: StepEntry, params: unknown, inputs: StepCall['inputs']): string {
    const parts = this.#code[activity];
    const digests = Object.fromEntries(Object.entries(inputs).map(([input, { digest }]) => [input, digest]));
    const key =
      parts === undefined || effect !== 'pure'
        ? ''
        : ` · ${artifactKey({ step: name, ...parts, params, inputs: digests, force: this.#forceOf(name) }).slice(0, 8)}`;
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

/** What stands for a step that a person decided to go on without. */
function skippedResult(step: string): StepResult {
  return { step, key: '', reused: false, rows: 0, millis: 0, artifacts: {}, metrics: {}, value: null };
}
