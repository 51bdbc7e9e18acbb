import { z } from 'zod';
import { encodeFeatures, FeatureEncoderState, listMissingFeatures } from '../encoders/feature-encoder.ts';
import type { LearnerLibraries, SavableModel, SavedModel } from '../estimators/learner.ts';
import { loadNextAffiliateModel } from '../estimators/load-next-affiliate-model.ts';
import type { NextAffiliateModel } from '../estimators/next-affiliate-model.ts';
import type { Matrix } from '../matrix.ts';
import { addDrift } from './drift.ts';
import { NextAffiliateRecipe } from './next-affiliate-recipe.ts';
import type { SnapshotRows } from './snapshot-rows.ts';

const FORMAT = 'next-affiliate/1';

/** All of it but its weights: the recipe, the encoding that training taught, and the learner's own part. */
const EncodedModelState = z.strictObject({
  recipe: NextAffiliateRecipe,
  encoder: FeatureEncoderState,
  affiliates: z.array(z.string()),
  /** Added to the log-odds of anything new; models of earlier nights have none. */
  drift: z.number().default(0),
  model: z.strictObject({ format: z.string(), json: z.json() }),
});

/** A model of the next affiliate that takes rows as they come, so that it can be used on the rows of later nights. */
export interface EncodedNextAffiliateModel extends SavableModel {
  readonly recipe: NextAffiliateRecipe;
  /** Added to its log-odds of anything new. */
  readonly drift: number;
  /** What its learner made, corrected for the drift, for rows that are encoded already. */
  readonly model: NextAffiliateModel;
  /** The rows as its learner sees them. */
  encode(rows: Pick<SnapshotRows, 'table'>): Matrix;
  /** Why it cannot be used on such rows, as when an affiliate has joined since; null where it can. */
  explainUnfit(rows: Pick<SnapshotRows, 'table' | 'used'>): string | null;
}

/** The model from its fitted parts. */
export function createEncodedModel(parts: {
  readonly recipe: NextAffiliateRecipe;
  readonly encoder: FeatureEncoderState;
  readonly affiliates: readonly string[];
  /** What its own log-odds of anything new are off by on the day it is made for. */
  readonly drift: number;
  readonly model: NextAffiliateModel;
}): EncodedNextAffiliateModel {
  const { recipe, encoder, affiliates, drift, model } = parts;
  return {
    recipe,
    drift,
    model: { ...model, predict: (features, used) => addDrift(model.predict(features, used), drift) },
    encode: ({ table }) => encodeFeatures(encoder, table),
    explainUnfit: ({ table, used }) => {
      const [joined] = used.columns.filter((code) => !affiliates.includes(code));
      if (joined !== undefined) return `it knows no affiliate ${joined}`;
      if (used.columns.join() !== affiliates.join())
        return `it knows the affiliates ${affiliates.join(', ')}, of which some are no longer there`;
      const missing = listMissingFeatures(encoder, table);
      return missing.length === 0
        ? null
        : `it reads features that are no longer there: ${missing.join(', ')}`;
    },
    save: () => {
      const { format, json, weights } = model.save();
      return {
        format: FORMAT,
        json: { recipe, encoder, affiliates: [...affiliates], drift, model: { format, json } },
        weights,
      };
    },
  };
}

/** Reads back what `save` wrote. */
export function loadEncodedModel(saved: SavedModel, libraries: LearnerLibraries): EncodedNextAffiliateModel {
  if (saved.format !== FORMAT) throw new Error(`invalid model format: ${saved.format} (expected ${FORMAT})`);
  const { model, ...parts } = EncodedModelState.parse(saved.json);
  return createEncodedModel({
    ...parts,
    model: loadNextAffiliateModel({ ...model, weights: saved.weights }, libraries),
  });
}
