import type { BinaryRows } from '../../../../models/estimators/binary/binary-data.ts';
import { createRandom } from '../../../../models/random.ts';

/** P(label = 1) of each site, in no order. */
export const SITE_RATES = [0.8, 0.2, 0.75, 0.25, 0.85, 0.15, 0.5];

/** Rows whose label depends on a column of codes alone; the other column is noise. */
export function plantSites(rows: number, seed: number): BinaryRows {
  const random = createRandom(seed);
  const sites = Array.from({ length: rows }, () => random.integer(SITE_RATES.length));
  return {
    features: {
      rows,
      columns: ['site', 'noise'],
      values: Float32Array.from(sites.flatMap((site) => [site, random.normal()])),
      categorical: [0],
    },
    labels: Uint8Array.from(sites, (site) => (random.next() < SITE_RATES[site]! ? 1 : 0)),
    customers: sites.map((_, row) => `${seed}-${row}`),
  };
}

/** One row of each site. */
export const ONE_OF_EACH = {
  rows: SITE_RATES.length,
  columns: ['site', 'noise'],
  values: Float32Array.from(SITE_RATES.flatMap((_, site) => [site, 0])),
  categorical: [0],
};
