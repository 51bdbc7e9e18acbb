import { listLabels } from '../metrics/label-sets.ts';
import type { NextAffiliatePrediction, NextAffiliateRows } from './next-affiliate-data.ts';

/** Rows of the `next_affiliate` artifact, by column. */
export interface RankedAffiliates {
  customer_id: string[];
  split: string[];
  /** New affiliates that came, `+` between those of one hour; `none`; null while nobody can know. */
  label: (string | null)[];
  affiliate: string[];
  /** P(this one is the first new affiliate within the window). */
  probability: Float64Array;
  /** 1 is the likeliest. */
  rank: Int32Array;
}

/** Rows scored for one split. */
export interface ScoredRows {
  split: 'test' | 'serving';
  customers: readonly string[];
  rows: Pick<NextAffiliateRows, 'used' | 'next'>;
  prediction: NextAffiliatePrediction;
}

/** One row per customer and affiliate not used yet, best first; equal probabilities go by affiliate code. */
export function rankAffiliates(splits: readonly ScoredRows[]): RankedAffiliates {
  const columns = { customer_id: [], split: [], label: [], affiliate: [] } as Omit<
    RankedAffiliates,
    'probability' | 'rank'
  >;
  const probability: number[] = [];
  const rank: number[] = [];
  for (const { split, customers, rows, prediction } of splits) {
    const affiliates = rows.used.columns;
    for (const [row, customer] of customers.entries()) {
      const start = row * affiliates.length;
      const label = split === 'serving' ? null : nameLabels(rows.next, row);
      const unused = affiliates
        .map((_, position) => position)
        .filter((position) => !rows.used.values[start + position]);
      const ordered = unused.sort(
        (left, right) => prediction.which[start + right]! - prediction.which[start + left]!,
      );
      for (const [place, position] of ordered.entries()) {
        columns.customer_id.push(customer);
        columns.split.push(split);
        columns.label.push(label);
        columns.affiliate.push(affiliates[position]!);
        probability.push(prediction.any[row]! * prediction.which[start + position]!);
        rank.push(place + 1);
      }
    }
  }
  return { ...columns, probability: Float64Array.from(probability), rank: Int32Array.from(rank) };
}

function nameLabels(next: NextAffiliateRows['next'], row: number): string {
  return (
    listLabels(next, row)
      .map((position) => next.columns[position])
      .join('+') || 'none'
  );
}
