import { bootstrapAuc } from '../metrics/bootstrap-auc.ts';
import { type Estimate, toEstimate } from '../metrics/bootstrap-estimate.ts';
import { estimateF1 } from '../metrics/bootstrap-f1.ts';
import { bootstrapMean } from '../metrics/bootstrap-mean.ts';
import { computeRandomF1 } from '../metrics/f1.ts';
import { listLogLosses } from '../metrics/log-loss.ts';
import { createRandom, splitSeed } from '../random.ts';
import type { HeldPredictions } from './cross-validate.ts';

/** Figures of a recipe on held rows, repeats pooled, intervals by customer; and what needs no model on the same rows. */
export type HeldMetrics = {
  readonly rows: number;
  readonly positives: number;
  readonly accuracy: Estimate | null;
  /** Of the payers. */
  readonly f1: Estimate | null;
  readonly auc: Estimate | null;
  /** In nats. */
  readonly logLoss: Estimate | null;
  /** The larger class for everybody, everybody flagged, and the rate for everybody. */
  readonly baselines: { readonly accuracy: number; readonly f1: number | null; readonly logLoss: number };
};

/** Measures what `crossValidate` predicted for these rows. */
export function measureHeld(
  { repeats, probabilities, accuracyFlags, f1Flags }: Omit<HeldPredictions, 'logits'>,
  { customers, labels }: { customers: readonly string[]; labels: Uint8Array },
  { seed, resamples }: { seed: number; resamples: number },
): HeldMetrics {
  const rows = labels.length;
  const repeated = Uint8Array.from({ length: repeats * rows }, (_, entry) => labels[entry % rows]!);
  const groups = Array.from(repeated, (_, entry) => customers[entry % rows]!);
  const options = (use: string) => ({ groups, resamples, random: createRandom(splitSeed(seed, use)) });
  const positives = labels.reduce((sum, label) => sum + label, 0);
  const rate = positives / rows;
  const zeros = new Uint8Array(repeated.length);
  const right = accuracyFlags.map((flag, entry) => (flag === repeated[entry] ? 1 : 0));
  const losses = listLogLosses(
    Float64Array.from(probabilities, (probability, entry) =>
      repeated[entry] ? probability : 1 - probability,
    ),
  );
  return {
    rows,
    positives,
    accuracy: toEstimate(bootstrapMean(right, zeros, options('accuracy'))),
    f1: estimateF1(f1Flags, repeated, options('f1')),
    auc: bootstrapAuc(probabilities, repeated, options('auc')),
    logLoss: toEstimate(bootstrapMean(losses, zeros, options('log-loss'))),
    baselines: {
      accuracy: Math.max(rate, 1 - rate),
      f1: computeRandomF1({ rows, positives, flagged: rows }),
      logLoss: listLogLosses([rate])[0]! * rate + listLogLosses([1 - rate])[0]! * (1 - rate),
    },
  };
}
