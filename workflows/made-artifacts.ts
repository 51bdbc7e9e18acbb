import type { StepCall, StepResult } from '../models/contracts/step.ts';
import { rootCause } from './root-message.ts';
import type { StepEntry } from './steps.ts';

/** The type of a failure whose details are the addresses of inputs that are not what their steps made. */
const CORRUPT = 'CorruptArtifactError';

/** A step as a run called it. */
export interface MadeBy extends Pick<StepCall, 'params' | 'inputs'> {
  entry: StepEntry;
}

/** Which call of a run made each artifact, so that one whose file was damaged since can be made again. */
export class MadeArtifacts {
  readonly #makers = new Map<string, MadeBy>();

  note({ artifacts }: Pick<StepResult, 'artifacts'>, by: MadeBy): void {
    for (const { uri } of Object.values(artifacts)) this.#makers.set(uri, by);
  }

  /** Calls that make again what a step found damaged; none where it failed otherwise, or not all of it was made by this run. */
  findMakers(error: unknown): MadeBy[] {
    const { type, details } = rootCause(error);
    if (type !== CORRUPT) return [];
    const makers = details.map((uri) => this.#makers.get(String(uri)));
    return makers.every((maker) => maker !== undefined) ? [...new Set(makers)] : [];
  }
}
