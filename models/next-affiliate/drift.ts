import { shrink } from '../calibration/shrink.ts';
import { toProbability } from '../estimators/binary/calibration.ts';
import type { NextAffiliatePrediction } from '../estimators/next-affiliate-data.ts';
import { LEAST_PROBABILITY } from '../metrics/log-loss.ts';

/** What a model said of rows, when, and what came of it. */
export interface DriftRows {
  readonly customers: readonly string[];
  /** Days from the day that is asked about to each row's, below 0 for those before it. */
  readonly days: readonly number[];
  /** P(any new affiliate); 0 where every affiliate is used, which tells nothing. */
  readonly any: Float32Array;
  /** 1 where a new affiliate came. */
  readonly labels: Uint8Array;
}

/** One row: the model's log-odds, and months from the day that is asked about, so that both unknowns are of one size. */
interface DatedLogit {
  readonly customer: string;
  readonly logit: number;
  readonly month: number;
  readonly label: number;
}

/** Log-odds to add on the day that is asked about, and what each month before it adds. */
type Trend = readonly [shift: number, slope: number];
/** Fisher information of both. */
type Information = readonly [h00: number, h01: number, h11: number];

const DAYS_PER_MONTH = 30;
const STEPS = 50;
const TOLERANCE = 1e-9;

/**
 * What to add to a model's log-odds of anything new on a later day than those it learnt from. Features do not know the
 * date, and what they leave unexplained falls or rises with it, as where most customers are first seen in one month and
 * have less and less before them that is new. A logistic regression of what happened on the day, beside the model's own
 * log-odds, is carried on to the day that is asked about, and shrunk by its standard error, for which all rows of a
 * customer count as one (Liang and Zeger 1986). 0 where all rows are of one day, or what happened is alike in all.
 */
export function measureDrift({ customers, days, any, labels }: DriftRows): number {
  const rows = customers.flatMap((customer, row): DatedLogit[] =>
    any[row]! > 0
      ? [{ customer, logit: toLogit(any[row]!), month: days[row]! / DAYS_PER_MONTH, label: labels[row]! }]
      : [],
  );
  if (countValues(rows, 'month') < 2 || countValues(rows, 'label') < 2) return 0;
  let trend: Trend = [0, 0];
  for (let step = 0; step < STEPS; step++) {
    const information = sumInformation(rows, trend);
    const [byShift, bySlope] = solve(information, sumScores(rows, trend));
    trend = [trend[0] + byShift, trend[1] + bySlope];
    if (Math.abs(byShift) + Math.abs(bySlope) <= TOLERANCE) break;
  }
  return shrink(trend[0], measureVariance(rows, trend));
}

/** The same prediction with other log-odds of anything new; 0 and 1 stay what they are. */
export function addDrift(prediction: NextAffiliatePrediction, drift: number): NextAffiliatePrediction {
  if (drift === 0) return prediction;
  return {
    ...prediction,
    any: prediction.any.map((any) => (any > 0 && any < 1 ? toProbability(toLogit(any) + drift) : any)),
  };
}

function toLogit(probability: number): number {
  const inside = Math.min(1 - LEAST_PROBABILITY, Math.max(LEAST_PROBABILITY, probability));
  return Math.log(inside / (1 - inside));
}

function countValues<Name extends keyof DatedLogit>(rows: readonly DatedLogit[], name: Name): number {
  return new Set(rows.map((row) => row[name])).size;
}

function predict({ logit, month }: DatedLogit, [shift, slope]: Trend): number {
  return toProbability(logit + shift + slope * month);
}

function sumScores(rows: readonly DatedLogit[], trend: Trend): Trend {
  let [byShift, bySlope] = [0, 0];
  for (const row of rows) {
    const residual = row.label - predict(row, trend);
    byShift += residual;
    bySlope += residual * row.month;
  }
  return [byShift, bySlope];
}

function sumInformation(rows: readonly DatedLogit[], trend: Trend): Information {
  let [h00, h01, h11] = [0, 0, 0];
  for (const row of rows) {
    const probability = predict(row, trend);
    const weight = probability * (1 - probability);
    h00 += weight;
    h01 += weight * row.month;
    h11 += weight * row.month ** 2;
  }
  return [h00, h01, h11];
}

function solve([h00, h01, h11]: Information, [byShift, bySlope]: Trend): Trend {
  const determinant = h00 * h11 - h01 ** 2;
  return [(h11 * byShift - h01 * bySlope) / determinant, (h00 * bySlope - h01 * byShift) / determinant];
}

/** Of the shift: the sum over customers of what each moves it by, squared. */
function measureVariance(rows: readonly DatedLogit[], trend: Trend): number {
  const information = sumInformation(rows, trend);
  const pulls = new Map<string, number>();
  for (const row of rows) {
    const residual = row.label - predict(row, trend);
    const [pull] = solve(information, [residual, residual * row.month]);
    pulls.set(row.customer, (pulls.get(row.customer) ?? 0) + pull);
  }
  return [...pulls.values()].reduce((sum, pull) => sum + pull ** 2, 0);
}
