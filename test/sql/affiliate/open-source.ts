import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { SqlParams } from '../../../platform/duckdb/bind-params.ts';
import { type DuckDBSession, openSession } from '../../../platform/duckdb/session.ts';
import { buildModels } from '../../../platform/sql/build-models.ts';
import { loadModels } from '../../../platform/sql/load-models.ts';

/** The raw tables, as ingestion types them. */
export const rawTables = {
  demographics: { cust: 'varchar', ma_fem_dv: 'varchar', ages: 'varchar', zon_hlv: 'varchar' },
  purchases: {
    cust: 'varchar',
    rct_no: 'varchar',
    chnl_dv: 'integer',
    cop_c: 'varchar',
    br_c: 'varchar',
    pd_c: 'varchar',
    de_dt: 'date',
    de_hr: 'integer',
    buy_am: 'decimal(18, 2)',
    buy_ct: 'bigint',
  },
  visits: {
    cust: 'varchar',
    rct_no: 'varchar',
    cop_c: 'varchar',
    br_c: 'varchar',
    chnl_dv: 'integer',
    de_dt: 'date',
    vst_dt: 'date',
    de_hr: 'integer',
    buy_am: 'decimal(18, 2)',
  },
  products: { pd_c: 'varchar', pd_nm: 'varchar', clac_hlv_nm: 'varchar', clac_mcls_nm: 'varchar' },
  branches: { br_c: 'varchar', cop_c: 'varchar', zon_hlv: 'varchar', zon_mcls: 'varchar' },
  payments: {
    cust: 'varchar',
    rct_no: 'varchar',
    cop_c: 'varchar',
    chnl_dv: 'integer',
    de_dt: 'date',
    de_hr: 'integer',
    buy_am: 'decimal(18, 2)',
  },
  contacts: { cust: 'varchar', consented_at: 'timestamp', opted_out_at: 'timestamp' },
} as const;

type RawTable = keyof typeof rawTables;
/** Raw rows by table; a column left out is null. */
export type RawRows = { readonly [T in RawTable]?: readonly object[] };

/** The affiliate SQL as it is in the repository. */
export const affiliateProject = () =>
  loadModels(fileURLToPath(new URL('../../../sql/affiliate', import.meta.url)));

/** A session that holds the raw tables with these rows; the caller closes it. */
export async function openSource(rows: RawRows = {}, threads = 1): Promise<DuckDBSession> {
  const session = await openSession({ memoryLimitMb: 1024, threads, scratchDir: tmpdir() });
  await session.run('create schema raw');
  for (const table of Object.keys(rawTables) as RawTable[]) {
    const columns = Object.entries(rawTables[table]);
    await session.run(
      `create table raw.${table} (${columns.map(([name, type]) => `${name} ${type}`).join(', ')})`,
    );
    await insertRows(session, table, rows[table] ?? []);
  }
  return session;
}

/** Add raw rows to a session that `openSource` opened. */
export async function insertRows(
  session: DuckDBSession,
  table: RawTable,
  rows: readonly object[],
): Promise<void> {
  const structure = JSON.stringify([rawTables[table]]);
  await session.run(
    `insert into raw.${table}
    select unnest(from_json($rows::varchar::json, $structure::varchar), max_depth := 2)`,
    { rows: JSON.stringify(rows), structure },
  );
}

/** What may differ between purchases of a fixture; the rest is filled in. */
export interface Event {
  readonly cust: string;
  readonly cop_c: string;
  /** Day and hour, such as `2021-06-20 09`. */
  readonly at: string;
  readonly buy_am: number;
  readonly rct_no?: string;
  readonly online?: boolean;
  readonly pd_c?: string;
  readonly br_c?: string | null;
  readonly buy_ct?: number;
}

let receipts = 0;
/** A row for any of the three streams: columns a table lacks are left out by it. */
export function event({ cust, cop_c, at, buy_am, rct_no, online, pd_c, br_c, buy_ct }: Event): object {
  receipts += 1;
  const [day, hour] = at.split(' ');
  return {
    cust,
    cop_c,
    rct_no: rct_no ?? `R${receipts}`,
    chnl_dv: online ? 2 : 1,
    br_c: br_c === undefined ? (online ? null : `${cop_c}0001`) : br_c,
    pd_c: pd_c ?? 'PD0001',
    de_dt: day,
    vst_dt: day,
    de_hr: Number(hour),
    buy_am,
    buy_ct: buy_ct ?? 1,
  };
}

/** Build what `target` rests on and read it; the session is closed again. */
export async function buildTable<Row extends object>(
  target: string,
  rows: RawRows,
  params: SqlParams,
): Promise<Row[]> {
  const session = await openSource(rows);
  try {
    await buildModels(session, await affiliateProject(), { targets: [target], params });
    return await session.rows<Row>(`from ${target} order by all`);
  } finally {
    await session.close();
  }
}
