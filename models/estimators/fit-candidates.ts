import { createRandom, splitSeed } from '../random.ts';
import type { FitContext, Learner, LearnerLibraries, LearnerLibrary, SavableModel } from './learner.ts';

/** A learner of any hyper-parameters, fitted with its defaults. */
export type AnyLearner<Data, Model extends SavableModel> = Learner<Data, unknown, Model>;

/** One learner's model and its loss on the validation rows. */
export interface Candidate<Model> {
  readonly name: string;
  readonly model: Model;
  /** Mean log-loss in nats per validation row. */
  readonly validationLogLoss: number;
}

/** All that could be fitted, in order, and the one with the least validation log-loss; of equals the first. */
export interface FittedCandidates<Model> {
  readonly chosen: Candidate<Model>;
  readonly candidates: readonly Candidate<Model>[];
}

/** What fitting several needs: a seed, from which each learner gets a chance of its own. */
export interface CandidatesContext extends LearnerLibraries, Pick<FitContext, 'onProgress'> {
  readonly seed: number;
}

const PLACES = {
  tensorflow: 'tf',
  lightgbm: 'lightgbm',
  xgboost: 'xgboost',
} as const satisfies Record<LearnerLibrary, keyof LearnerLibraries>;

/** Whether this machine has the library that a learner needs. */
export function canFit({ needs }: { needs: LearnerLibrary }, libraries: LearnerLibraries): boolean {
  return libraries[PLACES[needs]] !== undefined;
}

/**
 * Fit every learner whose library is there, one after the other, with its default hyper-parameters.
 * @param lossOf mean log-loss of a model on the validation rows; test rows have no part in the choice
 */
export async function fitCandidates<Data, Model extends SavableModel>(
  learners: ReadonlyArray<AnyLearner<Data, Model>>,
  data: Data,
  lossOf: (model: Model) => number,
  { seed, onProgress, ...libraries }: CandidatesContext,
): Promise<FittedCandidates<Model>> {
  const able = learners.filter((learner) => canFit(learner, libraries));
  const candidates: Candidate<Model>[] = [];
  for (const [index, learner] of able.entries()) {
    const { name } = learner;
    const context = {
      ...libraries,
      random: createRandom(splitSeed(seed, name)),
      onProgress: (fraction: number, note: string) =>
        onProgress?.((index + fraction) / able.length, `${name}, ${note}`),
    };
    const model = await learner.fit(data, learner.params.parse({}), context);
    candidates.push({ name, model, validationLogLoss: lossOf(model) });
  }
  const [first, ...others] = candidates;
  if (first === undefined) throw new Error('invalid learners: none can be fitted with the libraries here');
  const chosen = others.reduce(
    (best, other) => (other.validationLogLoss < best.validationLogLoss ? other : best),
    first,
  );
  return { chosen, candidates };
}
