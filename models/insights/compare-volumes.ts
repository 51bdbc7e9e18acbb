import type { Random } from '../random.ts';
import type { VolumeMeasure } from './claim.ts';
import type { VolumeCount } from './claim-counts.ts';
import { type Evidence, MIN_GROUP, tooFewCustomers, type Untestable } from './evidence.ts';
import { studentQuantile, studentTail } from './student-t.ts';

/** Observed days of a calendar year that make it whole: with fewer, one season would count less. */
const MIN_DAYS = 330;
/** Whole years without which nobody can say how much years differ. */
const MIN_YEARS = 3;

/** Which days are compared, how they are counted, and how years are resampled. */
export interface VolumeOptions {
  readonly measure: VolumeMeasure;
  readonly by: 'month' | 'weekday';
  readonly of: readonly number[];
  readonly against: readonly number[];
  readonly direction: 'above' | 'below';
  readonly random: Random;
  readonly resamples: number;
}

/**
 * How many more a day there are on some days than on others, over whole years; −0.1 is a tenth fewer. Customers
 * of a year are not independent, so whole years are resampled. A percentile interval of three years is far too narrow:
 * the bootstrap's standard error of the log ratio is used with Student's t instead (Hesterberg 2015, section 4.3).
 */
export function compareVolumes(rows: readonly VolumeCount[], options: VolumeOptions): Evidence {
  const years = listYears(rows, options);
  const pooled = sumYears(years);
  const n = pooled.ofCount + pooled.againstCount;
  if (years.length < MIN_YEARS) return tooFewYears(n);
  if (years.some(({ ofCount, againstCount }) => Math.min(ofCount, againstCount) < MIN_GROUP)) {
    return tooFewCustomers(n);
  }
  const observed = logRatio(pooled);
  const drawn = Array.from({ length: options.resamples }, () =>
    logRatio(sumYears(years.map(() => years[options.random.integer(years.length)]!))),
  );
  // Resampling k years shows (k − 1) / k of the variance that they have; years alike by chance still hold counts.
  const amongYears = deviationOf(drawn) * Math.sqrt(years.length / (years.length - 1));
  const error = Math.max(amongYears, Math.sqrt(1 / pooled.ofCount + 1 / pooled.againstCount));
  const degrees = years.length - 1;
  const reach = studentQuantile(0.025, degrees) * error;
  const sign = options.direction === 'above' ? 1 : -1;
  return {
    n,
    effect: Math.expm1(observed),
    low: Math.expm1(observed - reach),
    high: Math.expm1(observed + reach),
    p: studentTail((sign * observed) / error, degrees),
    figures: {
      of: pooled.ofCount / pooled.ofDays,
      against: pooled.againstCount / pooled.againstDays,
      years: years.length,
    },
  };
}

interface YearSums {
  ofCount: number;
  ofDays: number;
  againstCount: number;
  againstDays: number;
}

/** The sums of each whole year. */
function listYears(
  rows: readonly VolumeCount[],
  { measure, by, of, against }: Pick<VolumeOptions, 'measure' | 'by' | 'of' | 'against'>,
): YearSums[] {
  const sum = (days: readonly VolumeCount[], name: VolumeMeasure | 'days') =>
    days.reduce((total, row) => total + row[name], 0);
  return [...new Set(rows.map(({ year }) => year))]
    .map((year) => rows.filter((row) => row.year === year))
    .filter((days) => sum(days, 'days') >= MIN_DAYS)
    .map((days) => {
      const compared = days.filter((row) => of.includes(row[by]));
      const others = days.filter((row) => against.includes(row[by]));
      return {
        ofCount: sum(compared, measure),
        ofDays: sum(compared, 'days'),
        againstCount: sum(others, measure),
        againstDays: sum(others, 'days'),
      };
    });
}

function sumYears(years: readonly YearSums[]): YearSums {
  const total = { ofCount: 0, ofDays: 0, againstCount: 0, againstDays: 0 };
  for (const year of years)
    for (const name of Object.keys(total) as (keyof YearSums)[]) total[name] += year[name];
  return total;
}

function logRatio({ ofCount, ofDays, againstCount, againstDays }: YearSums): number {
  return Math.log(ofCount / ofDays / (againstCount / againstDays));
}

function deviationOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

function tooFewYears(n: number): Untestable {
  return {
    n,
    reason: {
      ko: `온전한 ${MIN_YEARS}년치 자료가 있어야 하므로`,
      en: `${MIN_YEARS} whole calendar years are needed`,
    },
  };
}
