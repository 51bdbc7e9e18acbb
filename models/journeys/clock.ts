/**
 * How the time of events follows that of the machine: at `startedAt` it is `epoch`, and it passes `speed` times as
 * fast. Both are epoch milliseconds.
 */
export interface JourneyClock {
  epoch: number;
  startedAt: number;
  speed: number;
}

/** The clock of real events: their time is the machine's. */
export const REAL_TIME: JourneyClock = { epoch: 0, startedAt: 0, speed: 1 };

/** Epoch second of the events at a machine's epoch millisecond. */
export function eventSecond({ epoch, startedAt, speed }: JourneyClock, machineMillis: number): number {
  return (epoch + (machineMillis - startedAt) * speed) / 1000;
}

/** Milliseconds of the machine in which so many seconds of the events pass; none for those that have passed. */
export function machineMillis({ speed }: JourneyClock, seconds: number): number {
  return Math.max(0, Math.ceil((seconds * 1000) / speed));
}
