import { z } from 'zod';
import { takeRows } from '../matrix.ts';
import { listLabelPairs } from './label-pairs.ts';
import type { BoosterRows } from './lightgbm/dataset.ts';
import { markAnyNew, type NextAffiliateData, type NextAffiliateRows } from './next-affiliate-data.ts';

/** Log-odds of any new affiliate, and log rates of each: where boosting starts, so that trees learn departures only. */
export const BaseScores = z.strictObject({ any: z.number(), which: z.array(z.number()) });
/** Where boosting starts. */
export type BaseScores = z.infer<typeof BaseScores>;

/** Added to the score of a used affiliate: its probability, gradient and Hessian are then exactly 0. */
const RULED_OUT = -1e9;

/** `any`: is there any new affiliate? `which`: which one is it, if there is? */
export type BoostedHead = 'any' | 'which';

/** What one head learns from and stops by; classes 1 is a yes or no. */
export interface HeadRows {
  readonly classes: number;
  readonly training: BoosterRows;
  readonly validation: BoosterRows;
}

/** Both sets as rows of one head. */
export function prepareHead(head: BoostedHead, data: NextAffiliateData, base: BaseScores): HeadRows {
  const prepare = head === 'any' ? prepareAnyRows : prepareWhichRows;
  return {
    classes: head === 'any' ? 1 : base.which.length,
    training: prepare(data.training, base),
    validation: prepare(data.validation, base),
  };
}

/** Every row, labelled by whether any new affiliate came. */
function prepareAnyRows({ features, next }: NextAffiliateRows, base: BaseScores): BoosterRows {
  return {
    features,
    label: Float32Array.from(markAnyNew(next)),
    initScore: new Float64Array(next.rows).fill(base.any),
  };
}

/** Rows with an outcome, labelled by which; a set of m becomes m rows of weight 1/m. Used affiliates are ruled out. */
function prepareWhichRows({ features, used, next }: NextAffiliateRows, base: BaseScores): BoosterRows {
  const pairs = listLabelPairs(next);
  const width = next.columns.length;
  const initScore = new Float64Array(pairs.length * width);
  pairs.forEach(({ row }, position) => {
    for (let column = 0; column < width; column++) {
      const ruledOut = used.values[row * width + column] ? RULED_OUT : 0;
      initScore[column * pairs.length + position] = base.which[column]! + ruledOut;
    }
  });
  return {
    features: takeRows(
      features,
      pairs.map(({ row }) => row),
    ),
    label: Float32Array.from(pairs, ({ label }) => label),
    weight: Float32Array.from(pairs, ({ weight }) => weight),
    initScore,
  };
}
