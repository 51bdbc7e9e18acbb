import type { EventRows } from '../../../models/events/event-rows.ts';
import { createMask } from '../../../models/matrix.ts';
import { createRandom } from '../../../models/random.ts';

/** Affiliates of planted events. */
export const AFFILIATES = ['A01', 'A02', 'B01', 'C01', 'D01'];
/** The affiliate that a zone draws to; a customer who has used it goes to the one after it. */
const ZONES = ['Z01', 'Z02', 'Z03', 'Z04'];

/**
 * One event per customer: with probability `strength` the next affiliate is the one that the home zone draws to, else any of
 * the unused. Two in a hundred are tied with another one.
 */
export function plantEvents(count: number, seed: number, strength = 0.8): EventRows {
  const random = createRandom(seed);
  const width = AFFILIATES.length;
  const rows = Array.from({ length: count }, (_, row) => {
    const current = random.integer(width);
    const zone = random.integer(ZONES.length);
    const drawn = zone === current ? (zone + 1) % width : zone;
    const unused = AFFILIATES.map((_code, place) => place).filter((place) => place !== current);
    const any = () => unused[random.integer(unused.length)]!;
    const label = random.next() < strength ? drawn : any();
    const labels = random.next() < 0.02 ? [...new Set([label, any()])] : [label];
    return { customer: `${seed}-${row}`, current, zone, labels, visits: 1 + random.integer(5) };
  });
  const countsOf = (place: number) =>
    Float64Array.from(rows, ({ current, visits }) => (current === place ? visits : 0));
  const counts = (prefix: string) =>
    Object.fromEntries(AFFILIATES.map((code, place) => [`${prefix}.${code}`, countsOf(place)]));
  const noise = () => Float64Array.from(rows, () => random.next());
  const constant = (value: string) => rows.map(() => value);
  return {
    customers: rows.map(({ customer }) => customer),
    days: rows.map((_, row) => `2021-${String(1 + (row % 12)).padStart(2, '0')}-01`),
    latest: Int32Array.from(rows, ({ current }) => current),
    used: createMask(
      AFFILIATES,
      rows.map(({ current }) => [AFFILIATES[current]!]),
    ),
    next: createMask(
      AFFILIATES,
      rows.map(({ labels }) => labels.map((place) => AFFILIATES[place]!)),
    ),
    table: {
      rows: count,
      numbers: {
        ...counts('visits'),
        ...counts('broadcast'),
        run_visits: Float64Array.from(rows, ({ visits }) => visits),
        online_share: noise(),
        has_payment: Float64Array.from(rows, () => random.integer(2)),
        mean_gap_days: Float64Array.from(rows, ({ visits }) =>
          visits === 1 ? Number.NaN : 30 * random.next(),
        ),
        mean_visit_amount: noise(),
      },
      categories: {
        current_affiliate: rows.map(({ current }) => AFFILIATES[current]!),
        top_product: constant('PD0001'),
        top_category: constant('과일'),
        top_subcategory: constant('국산과일'),
        top_branch: rows.map(({ current }) => `${AFFILIATES[current]}0001`),
        gender: constant('unknown'),
        age_band: constant('30s'),
        home_zone: rows.map(({ zone }) => ZONES[zone]!),
      },
    },
  };
}
