import type { Status } from '../../cli/describe-status.ts';

/** A status in which nothing has happened yet. */
export const EMPTY_STATUS: Status = {
  ...{ cards: [], waiting: [], runs: [], slow: [] },
  disk: { artifacts: 0, publications: 0, reports: 0, logs: 0, database: 0, temporal: 0, free: 5e9 },
};
