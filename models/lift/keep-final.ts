import type { LiftReading } from './read-experiment.ts';

/** A reading that was kept, and the day it was taken for. */
export interface KeptReading {
  reading: LiftReading;
  as_of: string;
}

/**
 * What a run says of its experiments: an interval is read once, when the last window has closed, so that a final reading
 * taken before stands, whatever the tables say since.
 */
export function keepFinal(
  readings: readonly LiftReading[],
  kept: readonly KeptReading[],
  asOf: string,
): LiftReading[] {
  const final = new Map(
    kept
      .filter(({ reading, as_of }) => reading.isFinal && as_of <= asOf)
      .map(({ reading }) => [nameExperiment(reading), reading]),
  );
  return readings.map((reading) => final.get(nameExperiment(reading)) ?? reading);
}

function nameExperiment({ action, outcome, windowDays, enrolDays, round }: LiftReading): string {
  return [action, outcome, windowDays, enrolDays, round].join(' ');
}
