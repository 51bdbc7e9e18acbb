/** Change of the activity (in thousandths) that is exposed from `day` on, and the first uses on the day before. */
export interface Exposure {
  persona: number;
  affiliate: number;
  day: number;
  activity: number;
  adoptions: number;
}

/** Visits a persona makes at an affiliate in one stream: the year's target, first uses included. */
export interface VolumeTarget {
  persona: number;
  affiliate: number;
  visits: number;
}

/** Visits per unit of activity over a whole calendar, and the calendar as weights per day. */
export interface Volumes {
  rates: { persona: number; affiliate: number; rate: number }[];
  calendar: number[];
}

const MOST_VISITS = 1500;

/**
 * Customers start at an affiliate all through the year, so drawing days by the season alone would make every
 * series rise. Rakes rates (to the targets) and calendar (to `season`) against the exposure until both fit.
 */
export function calibrateVolumes(
  season: readonly number[],
  targets: readonly VolumeTarget[],
  exposures: readonly Exposure[],
): Volumes {
  const curves = targets.map((target) => accumulate(target, exposures, season.length));
  const firstUses = season.map((_, day) => curves.reduce((total, curve) => total + curve.adoptions[day]!, 0));
  const total = targets.reduce((sum, target) => sum + target.visits, 0);
  const seasonTotal = season.reduce((sum, weight) => sum + weight, 0);
  const wanted = season.map((weight, day) => {
    const share = (weight / seasonTotal) * total;
    return Math.max(share - firstUses[day]!, share * 0.05);
  });
  let calendar = normalise(wanted);
  let rates: number[] = [];
  for (let round = 0; round < 30; round += 1) {
    rates = curves.map((curve, index) => {
      const exposed = curve.activity.reduce((sum, value, day) => sum + value * calendar[day]!, 0);
      const later = Math.max(0, targets[index]!.visits - curve.used);
      return exposed > 0 ? Math.min(later / exposed, MOST_VISITS) : 0;
    });
    const density = season.map((_, day) =>
      curves.reduce((sum, curve, index) => sum + rates[index]! * curve.activity[day]!, 0),
    );
    // The first day has no later visits yet, but it needs a place in the calendar.
    calendar = normalise(wanted.map((visits, day) => (density[day]! > 0 ? visits / density[day]! : 0))).map(
      (weight) => Math.max(weight, 0.1 / season.length),
    );
  }
  return {
    rates: targets.map(({ persona, affiliate }, index) => ({ persona, affiliate, rate: rates[index]! })),
    calendar,
  };
}

function accumulate(target: VolumeTarget, exposures: readonly Exposure[], days: number) {
  const activity = new Array<number>(days + 1).fill(0);
  const adoptions = new Array<number>(days + 1).fill(0);
  for (const row of exposures) {
    if (row.persona !== target.persona || row.affiliate !== target.affiliate) continue;
    activity[Math.min(row.day, days)]! += row.activity / 1000;
    adoptions[Math.min(Math.max(row.day - 1, 0), days)]! += row.adoptions;
  }
  for (let day = 1; day <= days; day += 1) activity[day]! += activity[day - 1]!;
  return {
    activity: activity.slice(0, days),
    adoptions,
    used: adoptions.reduce((sum, count) => sum + count, 0),
  };
}

function normalise(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => (total > 0 ? weight / total : 1 / weights.length));
}
