import type { LiftReading } from '../../models/lift/read-experiment.ts';
import { type Database, inTransaction, type Queryable } from './database.ts';
import type { PublicationScope } from './publications.ts';

/** A reading with where and when it was taken. */
export interface LiftReadingRow {
  dataset: string;
  pipeline: string;
  reading: LiftReading;
  as_of: string;
  run_id: string;
  read_at: Date;
}

/**
 * Keep what a run read. The final reading of an experiment stays as it was taken first; before it, a reading of an
 * earlier day never takes the place of a later one's.
 */
export async function saveReadings(
  database: Database,
  { dataset, pipeline, asOf, runId }: PublicationScope & { asOf: string; runId: string },
  readings: readonly LiftReading[],
): Promise<void> {
  await inTransaction(database, async (client) => {
    for (const reading of readings) {
      const { action, outcome, windowDays, enrolDays, round, isFinal } = reading;
      await client.query(
        `insert into lift_readings
           (dataset, pipeline, action_id, outcome, window_days, enrol_days, round, reading, is_final, as_of, run_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         on conflict (dataset, pipeline, action_id, outcome, window_days, enrol_days, round) do update
         set reading = excluded.reading, is_final = excluded.is_final, as_of = excluded.as_of,
           run_id = excluded.run_id, read_at = now()
         where not lift_readings.is_final and lift_readings.as_of <= excluded.as_of`,
        [dataset, pipeline, action, outcome, windowDays, enrolDays, round, reading, isFinal, asOf, runId],
      );
    }
  });
}

/** Last readings of every experiment; of one dataset or pipeline where named. */
export async function listReadings(
  db: Queryable,
  { dataset, pipeline }: Partial<PublicationScope> = {},
): Promise<LiftReadingRow[]> {
  const { rows } = await db.query<LiftReadingRow>(
    `select dataset, pipeline, reading, as_of, run_id, read_at from lift_readings
     where ($1::text is null or dataset = $1) and ($2::text is null or pipeline = $2)
     order by pipeline, dataset, action_id, outcome, window_days, enrol_days, round`,
    [dataset ?? null, pipeline ?? null],
  );
  return rows;
}
