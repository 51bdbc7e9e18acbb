import { stageRows } from '../stage-rows.ts';
import type { Sink } from './sink.ts';

/** The view that a BI tool reads; it follows the live pointer by itself. */
const LIVE_VIEW = 'crosslift.live_strategies';

/** Tables and views of our own database: rows are there before the flip, which alone makes them visible. */
export const postgresSink: Sink = {
  stage: ({ database }, staging) => stageRows(database, staging),
  async deliver({ database }, { dataset, pipeline }) {
    const { rows } = await database.query<{ rows: number }>(
      'select count(*) as rows from live_strategies where dataset = $1 and pipeline = $2',
      [dataset, pipeline],
    );
    return { rows: rows[0]!.rows, location: LIVE_VIEW };
  },
};
