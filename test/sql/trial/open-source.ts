import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { SqlParams } from '../../../platform/duckdb/bind-params.ts';
import { type DuckDBSession, openSession } from '../../../platform/duckdb/session.ts';
import { buildModels } from '../../../platform/sql/build-models.ts';
import { loadModels } from '../../../platform/sql/load-models.ts';

/** The raw tables, as ingestion types them. */
const rawTables = {
  trial_register: { user_id: 'varchar', registered_at: 'timestamp' },
  trial_payment: { user_id: 'varchar', is_payment: 'boolean', paid_at: 'timestamp' },
  trial_access_log: {
    user_id: 'varchar',
    site_id: 'varchar',
    happened_at: 'timestamp',
    checkin: 'integer',
  },
  trial_visit_info: {
    visit_date: 'date',
    user_id: 'varchar',
    site_id: 'varchar',
    stay_time_second: 'integer',
    first_enter_time: 'timestamp',
    last_leave_time: 'timestamp',
  },
  site_area: { site_id: 'varchar', area_pyeong: 'integer' },
  customer_contact: { user_id: 'varchar', consented_at: 'timestamp', opted_out_at: 'timestamp' },
} as const;

type RawTable = keyof typeof rawTables;
/** Rows in the order of the table's columns; columns left out at the end are null. */
export type RawRows = {
  readonly [T in RawTable]?: readonly (readonly (string | number | boolean | null)[])[];
};

/** The day all expectations are stated for unless they say otherwise: every trial of March 2021 is ripe. */
export const inMay: SqlParams = { as_of: { date: '2021-05-01' }, horizon_days: 14 };

/** The trial SQL as it is in the repository. */
export const trialProject = () => loadModels(fileURLToPath(new URL('../../../sql/trial', import.meta.url)));

/** A session that holds the raw tables with these rows; the caller closes it. */
export async function openSource(rows: RawRows = {}, threads = 1): Promise<DuckDBSession> {
  const session = await openSession({ memoryLimitMb: 1024, threads, scratchDir: tmpdir() });
  await session.run('create schema raw');
  for (const [table, columns] of Object.entries(rawTables)) {
    const definitions = Object.entries(columns).map(([name, type]) => `${name} ${type}`);
    await session.run(`create table raw.${table} (${definitions.join(', ')})`);
  }
  await insertRows(session, rows);
  return session;
}

/** Add raw rows to a session that `openSource` opened. */
export async function insertRows(session: DuckDBSession, rows: RawRows): Promise<void> {
  for (const [table, columns] of Object.entries(rawTables)) {
    const names = Object.keys(columns);
    const objects = (rows[table as RawTable] ?? []).map((row) =>
      Object.fromEntries(row.map((value, index) => [names[index], value])),
    );
    await session.run(
      `insert into raw.${table}
      select unnest(from_json($rows::varchar::json, $structure::varchar), max_depth := 2)`,
      { rows: JSON.stringify(objects), structure: JSON.stringify([columns]) },
    );
  }
}

/** Build what `target` rests on and read it; the session is closed again. */
export async function buildTable<Row extends object>(
  target: string,
  rows: RawRows,
  params = inMay,
): Promise<Row[]> {
  const session = await openSource(rows);
  try {
    await buildModels(session, await trialProject(), { targets: [target], params });
    return await session.rows<Row>(`from ${target} order by all`);
  } finally {
    await session.close();
  }
}
