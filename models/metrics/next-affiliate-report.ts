import { z } from 'zod';
import {
  type AffiliateHistory,
  markAnyNew,
  type NextAffiliatePrediction,
} from '../estimators/next-affiliate-data.ts';
import type { Random } from '../random.ts';
import { computeCalibration, simulateEceLimit } from './calibration.ts';
import { groupByForecast } from './calibration-groups.ts';
import { fitCalibrationLine } from './calibration-line.ts';
import { countClasses } from './class-counts.ts';
import { scoreClasses } from './class-scores.ts';
import { pickTopClasses } from './label-sets.ts';

const Bounded = z.strictObject({ value: z.number(), low: z.number(), high: z.number() });

/** What the report shows of a next-affiliate model beyond its figures: each affiliate, and whether P(any) means what it says. */
export const NextAffiliateReport = z.strictObject({
  /** Of the first guess on rows with an outcome; support in rows, a row with a set of m counting as its parts. */
  classes: z.array(
    z.strictObject({
      name: z.string(),
      support: z.number(),
      precision: z.number().nullable(),
      recall: z.number().nullable(),
      f1: z.number().nullable(),
    }),
  ),
  calibration: z.strictObject({
    /** Expected calibration error, and what a perfect model with these probabilities stays below in 95 % of samples. */
    ece: z.number(),
    eceLimit: z.number(),
    /** With two-sided 95 % intervals; null where the probabilities are all alike. */
    line: z.strictObject({ slope: Bounded, intercept: Bounded }).nullable(),
    /** Tenths of the rows by P(any). */
    groups: z.array(z.strictObject({ rows: z.int(), forecast: z.number(), outcome: z.number() })),
  }),
});
/** What the report shows of a next-affiliate model beyond its figures. */
export type NextAffiliateReport = z.infer<typeof NextAffiliateReport>;

/** Describes a prediction by what happened. */
export function describeNextAffiliate(
  { any, which }: NextAffiliatePrediction,
  { next }: Pick<AffiliateHistory, 'next'>,
  random: Random,
): NextAffiliateReport {
  const anyNew = markAnyNew(next);
  const counts = countClasses(pickTopClasses(which, next.columns.length), next);
  return {
    classes: scoreClasses(counts, next.columns),
    calibration: {
      ece: computeCalibration(any, anyNew).ece,
      eceLimit: simulateEceLimit(any, random),
      line: fitCalibrationLine(any, anyNew),
      groups: groupByForecast(any, anyNew),
    },
  };
}
