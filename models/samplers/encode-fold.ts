import type { Encoding } from '../encoders/encoding.ts';
import { encodeFeatures, type FeatureEncoderState, fitFeatureEncoder } from '../encoders/feature-encoder.ts';
import type { FeatureTable } from '../encoders/feature-table.ts';
import type { Matrix } from '../matrix.ts';
import type { Random } from '../random.ts';
import { sampleRows } from './sample-rows.ts';
import type { SampledRows, Sampler, TrainingRows } from './sampler.ts';

/** Rows of one fold: those to learn from, and any others by name, which have no labels here and so cannot be sampled. */
export interface Fold<Name extends string> {
  readonly training: TrainingRows;
  readonly others: Readonly<Record<Name, FeatureTable>>;
}

/** A fold as learners take it. */
export interface EncodedFold<Name extends string> {
  /** Learned on the training rows as given, so it is the same under every sampler. */
  readonly encoder: FeatureEncoderState;
  readonly training: Omit<SampledRows, 'table'> & { readonly features: Matrix };
  /** As they come. */
  readonly others: Readonly<Record<Name, Matrix>>;
}

/** Sample the training rows of a fold, and nothing else, and encode all of its rows. */
export function encodeFold<Name extends string>(
  { training, others }: Fold<Name>,
  { encoding, sampler }: { encoding: Encoding; sampler: Sampler },
  random: Random,
): EncodedFold<Name> {
  const encoder = fitFeatureEncoder(training.specs, training.table, encoding);
  const { table, ...sampled } = sampleRows(training, sampler, random);
  const encoded = Object.entries<FeatureTable>(others).map(([name, rows]) => [
    name,
    encodeFeatures(encoder, rows),
  ]);
  return {
    encoder,
    training: { ...sampled, features: encodeFeatures(encoder, table) },
    others: Object.fromEntries(encoded) as Record<Name, Matrix>,
  };
}
