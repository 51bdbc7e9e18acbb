import type { ZodType } from 'zod';
import type { Matrix } from '../../matrix.ts';
import type { FitContext, LearnerLibrary } from '../learner.ts';

/** Rows of a question with several answers, encoded. */
export interface ClassRows {
  readonly features: Matrix;
  /** Class of each row, from 0. */
  readonly label: Float32Array;
  /** How much each row counts. */
  readonly weight: Float32Array;
}

/** What a learner of classes is given. */
export interface ClassData {
  /** Classes there are, whether or not a row has them. */
  readonly classes: number;
  readonly training: ClassRows;
  /** Other customers' rows that say when to stop; left out, all rounds are made. */
  readonly stopping?: ClassRows;
}

/** What was learned: scores before any probability, row-major, rows × classes. */
export type ScoreClasses = (features: Matrix) => Float64Array;

/** One way to learn which of several classes a row has; what it returns lives in this process only. */
export interface ClassLearner<Params> {
  readonly name: string;
  readonly needs: LearnerLibrary;
  /** Hyper-parameters with their defaults. */
  readonly params: ZodType<Params>;
  fit(data: ClassData, params: Params, context: FitContext): Promise<ScoreClasses>;
}

/** Fails on what a native library would read past: labels that are no class, or not one label and weight for each row. */
export function assertClassData({ classes, training, stopping }: ClassData): void {
  for (const [rows, what] of [
    [training, 'training rows'],
    [stopping, 'stopping rows'],
  ] as const) {
    if (rows === undefined) continue;
    const { features, label, weight } = rows;
    if (features.rows === 0) throw new Error(`invalid ${what}: 0 (expected at least 1)`);
    if (label.length !== features.rows || weight.length !== features.rows) {
      throw new Error(
        `invalid ${what}: ${label.length} labels and ${weight.length} weights (expected ${features.rows} each)`,
      );
    }
    const strange = label.findIndex((one) => !(Number.isInteger(one) && one >= 0 && one < classes));
    if (strange >= 0) {
      throw new Error(
        `invalid ${what}: label ${label[strange]} in row ${strange} (expected a class from 0 to ${classes - 1})`,
      );
    }
  }
}
