import { z } from 'zod';
import {
  listOutcomeProbabilities,
  markAnyNew,
  type NextAffiliatePrediction,
} from '../estimators/next-affiliate-data.ts';
import { type Mask, takeRows } from '../matrix.ts';
import { assertOnePerLabel } from '../metrics/assert-one-per-label.ts';
import { bootstrapMacroF1 } from '../metrics/bootstrap-macro-f1.ts';
import { bootstrapMean } from '../metrics/bootstrap-mean.ts';
import { markHits } from '../metrics/hit-at-k.ts';
import { listLabelledRows, pickTopClasses } from '../metrics/label-sets.ts';
import { listLogLosses } from '../metrics/log-loss.ts';
import { PairedDifference } from '../metrics/paired-bootstrap.ts';
import { createRandom, splitSeed } from '../random.ts';
import { measureSliceRecall, type Slice, SliceRecall } from './slice-recall-evidence.ts';

/** All that the gate of a next-affiliate model looks at; plain JSON, recorded with the verdict. */
export const NextAffiliateEvidence = z.strictObject({
  /** Test rows, and those followed by a new affiliate. */
  rows: z.int(),
  outcomes: z.int(),
  /** Test rows in whose label set each affiliate is. */
  support: z.record(z.string(), z.int()),
  /** On rows with an outcome, against the transition baseline: hit@1, and macro-F1 of the first guess. */
  accuracy: PairedDifference.nullable(),
  macroF1: PairedDifference.nullable(),
  /** On all rows, against the rates of training, in nats; less is better. */
  logLoss: PairedDifference.nullable(),
  /** Rows with an outcome by group, and those of them whose outcome is among the first three guesses. */
  slices: z.array(SliceRecall),
});
/** All that the gate of a next-affiliate model looks at. */
export type NextAffiliateEvidence = z.infer<typeof NextAffiliateEvidence>;

/** Predictions for the same test rows, which no choice has seen. */
export interface NextAffiliateTest {
  /** The customer of each row. */
  readonly customers: readonly string[];
  readonly next: Mask;
  readonly model: NextAffiliatePrediction;
  readonly transitions: NextAffiliatePrediction;
  /** Base rates of training: any new affiliate at all, and popularity among the unused. */
  readonly trainingRates: NextAffiliatePrediction;
  /** Groups of rows in which the model must not be blind. */
  readonly slices?: readonly Slice[];
}

/** Guesses among which a group's outcomes are looked for. */
const SLICE_GUESSES = 3;

/** Compares a model with its baselines, each interval with chance of its own from `seed`. */
export function measureNextAffiliate(
  test: NextAffiliateTest,
  { seed, resamples }: { seed: number; resamples: number },
): NextAffiliateEvidence {
  const { customers, next, model, transitions, trainingRates, slices = [] } = test;
  const { columns } = next;
  assertOnePerLabel(customers, next.rows, 'customers');
  const labelled = listLabelledRows(next);
  const sets = takeRows(next, labelled);
  const scoreOf = ({ which }: NextAffiliatePrediction) =>
    takeRows({ rows: next.rows, columns, values: which }, labelled).values;
  const optionsFor = (label: string, groups: readonly string[]) => ({
    groups,
    resamples,
    random: createRandom(splitSeed(seed, label)),
  });
  const owners = Array.from(labelled, (row) => customers[row]!);
  const scores = { model: scoreOf(model), transitions: scoreOf(transitions) };
  const found = markHits(model.which, next, SLICE_GUESSES);
  const outcomes = markAnyNew(next);
  const lossesOf = (prediction: NextAffiliatePrediction) =>
    listLogLosses(listOutcomeProbabilities(prediction, next));
  return {
    rows: next.rows,
    outcomes: outcomes.reduce((sum, value) => sum + value, 0),
    support: countSupport(next),
    accuracy: bootstrapMean(
      markHits(scores.model, sets, 1),
      markHits(scores.transitions, sets, 1),
      optionsFor('accuracy', owners),
    ),
    macroF1: bootstrapMacroF1(
      pickTopClasses(scores.model, columns.length),
      pickTopClasses(scores.transitions, columns.length),
      sets,
      optionsFor('macro-f1', owners),
    ),
    logLoss: bootstrapMean(lossesOf(model), lossesOf(trainingRates), optionsFor('log-loss', customers)),
    slices: slices.map((slice) => measureSliceRecall(slice, found, outcomes)),
  };
}

function countSupport(next: Mask): Record<string, number> {
  const width = next.columns.length;
  const counts = new Array<number>(width).fill(0);
  next.values.forEach((value, cell) => {
    counts[cell % width]! += value;
  });
  return Object.fromEntries(next.columns.map((name, column) => [name, counts[column]!]));
}
