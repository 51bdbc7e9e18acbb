import type { Artifacts, Metrics } from './artifact.ts';

/** `pure`: same key, same bytes, so it may be reused · `decision`: recorded once per run · `external`: changes the world. */
export type StepEffect = 'pure' | 'decision' | 'external';

/** What the workflow sends to a step's activity. */
export interface StepCall<Params = unknown, Input extends string = string> {
  step: string;
  pipeline: string;
  dataset: string;
  effect: StepEffect;
  /** Everything but artifacts that the result depends on; checked by the step's own schema. */
  params: Params;
  inputs: Artifacts<Input>;
  /** Part of the key: a new token makes the step run again. */
  force?: string | undefined;
}

/** What a step's activity answers: references and figures, never rows. */
export interface StepResult<Output extends string = string, Value = unknown> {
  step: string;
  key: string;
  /** The artifacts were there already; nothing was computed. */
  reused: boolean;
  rows: number;
  millis: number;
  artifacts: Artifacts<Output>;
  metrics: Metrics;
  /** A small plain answer beside the artifacts: a verdict, a publication. */
  value: Value;
}
