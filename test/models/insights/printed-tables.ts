import type { BinCount } from '../../../models/insights/claim-counts.ts';

/** Bins numbered from `first`, from what the specification prints of each. */
function bins(
  dimension: string,
  first: number,
  columns: { registrants: readonly number[]; payers: readonly number[] },
): BinCount[] {
  return columns.registrants.map((registrants, index) => ({
    dimension,
    bin: `${first + index}`,
    registrants,
    payers: columns.payers[index]!,
  }));
}

const monthRegistrants = [717, 537, 579, 498, 718, 899, 841, 1042, 1105, 820, 849, 1024];
const monthRates = [0.374, 0.371, 0.385, 0.356, 0.464, 0.44, 0.384, 0.367, 0.344, 0.386, 0.37, 0.338];
const weekdayRegistrants = [2100, 1515, 1505, 1540, 1475, 670, 790];
const weekdayRates = [0.408, 0.381, 0.394, 0.399, 0.368, 0.345, 0.372];
const timesRate = (registrants: readonly number[], rates: readonly number[]) =>
  registrants.map((count, index) => Math.round(count * rates[index]!));

/** The tables of spec/trial-conversion.md, sections 1.1 to 1.3, as the original data were. */
export const PRINTED_BINS: readonly BinCount[] = [
  ...bins('register_month', 1, {
    registrants: monthRegistrants,
    payers: timesRate(monthRegistrants, monthRates),
  }),
  ...bins('register_weekday', 1, {
    registrants: weekdayRegistrants,
    payers: timesRate(weekdayRegistrants, weekdayRates),
  }),
  ...bins('stay_hour', 0, {
    registrants: [
      ...[197, 587, 575, 646, 546, 461, 460, 391, 336, 265, 241, 215, 182, 154],
      ...[161, 150, 145, 119, 93, 73, 73, 66, 56, 52, 44, 43, 31, 29],
    ],
    payers: [
      ...[60, 227, 250, 255, 224, 189, 173, 147, 122, 114, 88, 88, 79, 61],
      ...[67, 68, 58, 46, 34, 24, 29, 23, 16, 18, 13, 15, 10, 8],
    ],
  }),
  { dimension: 'access_count', bin: '1-3', registrants: 1567, payers: 645 },
  { dimension: 'access_count', bin: '4-10', registrants: 2824, payers: 1083 },
  { dimension: 'access_count', bin: '11-20', registrants: 1404, payers: 544 },
  { dimension: 'access_count', bin: '21+', registrants: 739, payers: 292 },
  { dimension: 'population', bin: 'visited', registrants: 6534, payers: 2564 },
  { dimension: 'population', bin: 'never', registrants: 3095, payers: 1085 },
];

/** The printed bins of one dimension. */
export function printedBins(dimension: string): BinCount[] {
  return PRINTED_BINS.filter((bin) => bin.dimension === dimension);
}
