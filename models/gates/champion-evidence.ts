import { z } from 'zod';
import { bootstrapMean } from '../metrics/bootstrap-mean.ts';
import { compareAuc } from '../metrics/compare-auc.ts';
import { listLogLosses } from '../metrics/log-loss.ts';
import { PairedDifference } from '../metrics/paired-bootstrap.ts';
import { createRandom, splitSeed } from '../random.ts';
import { BinaryEvidence, type BinaryTest, measureBinary } from './binary-evidence.ts';

/** A recipe tried at an earlier cut in time: mean log-loss of the rows after it, in nats. */
export const CutLoss = z.strictObject({
  from: z.string(),
  rows: z.int(),
  /** Null where the rows before the cut are too few to learn from. */
  model: z.number().nullable(),
  /** Of the training rate for everybody. */
  reference: z.number().nullable(),
});
/** A recipe tried at an earlier cut in time. */
export type CutLoss = z.infer<typeof CutLoss>;

/** A champion on test rows that neither it nor the candidate has seen; `evidence` is of its kind of model. */
export function championShape<Evidence extends z.ZodType>(evidence: Evidence) {
  return z.strictObject({
    /** The champion itself on rows after all that it learnt from, or its recipe fitted at the candidate's cut. */
    basis: z.enum(['rows-after', 'refit']),
    /** How it does by itself, for the rules of its gate. */
    evidence,
    /** Candidate − champion: log-loss in nats, less is better; ROC AUC or hit@1 of rows with an outcome, more is. */
    logLoss: PairedDifference.nullable(),
    score: PairedDifference.nullable(),
  });
}

/** What is known of a champion, and of its candidate's past. */
export function comparisonShape<Champion extends z.ZodType>(champion: Champion) {
  return z.strictObject({
    /** Null without a champion that can be used. */
    champion: champion.nullable(),
    /** Why the champion that there is cannot be used; null where it can. */
    refused: z.string().nullable(),
    /** The candidate's recipe at earlier cuts; none where there is a champion to beat. */
    earlier: z.array(CutLoss),
    /** Everything the candidate learnt from was known by the start of this day: the first of its test. */
    trainedUntil: z.string(),
  });
}

/** A binary champion on test rows that neither it nor the candidate has seen. */
export const ChampionEvidence = championShape(BinaryEvidence);
/** A binary champion on test rows that neither it nor the candidate has seen. */
export type ChampionEvidence = z.infer<typeof ChampionEvidence>;

/** What is known of a decision point's champion and of its candidate's past. */
export const BinaryComparison = comparisonShape(ChampionEvidence);
/** What is known of a decision point's champion and of its candidate's past. */
export type BinaryComparison = z.infer<typeof BinaryComparison>;

/** Measures the champion by itself and against the candidate, row by row; `probabilities` are the champion's. */
export function measureChampion(
  basis: ChampionEvidence['basis'],
  test: BinaryTest & { readonly candidate: ArrayLike<number> },
  options: { seed: number; resamples: number },
): ChampionEvidence {
  const { candidate, ...own } = test;
  const { labels, customers, probabilities } = own;
  const optionsFor = (use: string) => ({
    groups: customers,
    resamples: options.resamples,
    random: createRandom(splitSeed(options.seed, `champion ${use}`)),
  });
  const lossesOf = (scores: ArrayLike<number>) =>
    listLogLosses(Float64Array.from(scores, (p, row) => (labels[row] ? p : 1 - p)));
  return {
    basis,
    evidence: measureBinary(own, options),
    logLoss: bootstrapMean(lossesOf(candidate), lossesOf(probabilities), optionsFor('log-loss')),
    score: compareAuc(candidate, probabilities, labels, optionsFor('auc')),
  };
}
