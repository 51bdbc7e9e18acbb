/** What moves the probability to pay; p = base + base (1 - base) x (the sum of what has happened). */
export interface TrialEffects {
  /** Base probability by registration month, January first. */
  months: number[];
  /** Added by registration weekday, Monday first. */
  weekdays: number[];
  visited: number;
  neverVisited: number;
  /** By site of the first visit, in the order of `sites`. */
  sites: number[];
  /** First visit before 11h, from 11h to 17h, after 17h. */
  hours: number[];
  /** Entries when 3 hours of stay are reached: one, two, more. */
  entriesAt3h: number[];
  /** Days visited when 15 hours of stay are reached: one, two, more. */
  daysAt15h: number[];
  /** Days visited 48 hours after registration: one, two, more. */
  daysAt48h: number[];
}

const none = [0, 0, 0];

/**
 * `seed` has the printed payment rates by month and weekday and the 4 points between visitors and others, nothing
 * else. `demo` has a seasonal wave around May and stronger weekdays, and each later moment tells more.
 */
export const trialEffects: Record<'demo' | 'seed', TrialEffects> = {
  demo: {
    months: [0.24, 0.31, 0.42, 0.52, 0.58, 0.58, 0.52, 0.42, 0.31, 0.24, 0.2, 0.2],
    weekdays: [0.15, -0.05, 0.12, 0.02, -0.15, -0.16, -0.13],
    visited: 0.05,
    neverVisited: -0.11,
    sites: [0.22, -0.2, 0.12, -0.22, 0.2, -0.12, 0.1, -0.1, 0.2],
    hours: [0.12, 0, -0.12],
    entriesAt3h: [0.2, -0.05, -0.22],
    daysAt15h: [-0.15, 0, 0.12],
    daysAt48h: [-0.1, 0.12, 0.12],
  },
  seed: {
    months: [0.374, 0.371, 0.385, 0.356, 0.464, 0.44, 0.384, 0.367, 0.344, 0.386, 0.37, 0.338],
    weekdays: [0.016, -0.01, 0.003, 0.008, -0.022, -0.043, -0.017],
    visited: 0.05,
    neverVisited: -0.11,
    sites: [0, 0, 0, 0, 0, 0, 0, 0, 0],
    hours: none,
    entriesAt3h: none,
    daysAt15h: none,
    daysAt48h: none,
  },
};
