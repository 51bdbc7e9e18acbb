import { join } from 'node:path';
import { exportQuery, type Format } from '../engine/export-query.ts';
import { locatePart, mergeParts } from '../engine/merge-parts.ts';
import type { SampleSession } from '../engine/session.ts';
import type { SampleDirectories, TableRows } from '../options.ts';
import { locateQuery } from './locate-query.ts';

/** Customers made at a time: bounds the memory, whatever the size of the sample. */
const BATCH = 10_000;
/** The tables that grow with the customers, by their query. */
const tables: Record<string, string> = {
  'files/purchases': 'LPOINT_BIG_COMP_02_PDDE',
  'files/visits': 'LPOINT_BIG_COMP_03_COP_U',
  'files/payments': 'LPOINT_BIG_COMP_06_LPAY',
  'truth/next_affiliates': 'next_affiliates',
};
/** Shares of purchase lines that are repeated, and repeated with the very same amount. */
const repeats = { repeat_share: 0.142, identical_share: 0.062 };

/** Size and format of the sample. */
export interface ActivityOptions {
  customers: number;
  days: number;
  format: Format;
}

/** Writes what customers did, batch after batch, and the probabilities of what they do next. */
export async function exportActivity(
  session: SampleSession,
  { customers, days, format }: ActivityOptions,
  { target, scratch }: SampleDirectories,
): Promise<TableRows> {
  let receipts = 0;
  const rows: TableRows = {};
  for (let first = 0; first < customers; first += BATCH) {
    const parameters = {
      ...repeats,
      days,
      first_customer: first,
      end_customer: first + BATCH,
      receipts_before: receipts,
      visits_before: rows.LPOINT_BIG_COMP_03_COP_U ?? 0,
      payments_before: rows.LPOINT_BIG_COMP_06_LPAY ?? 0,
    };
    for (const table of ['events', 'receipts', 'lines']) await session.build(locateQuery(table), parameters);
    const [counted] = await session.rows<{ n: number }>('select count(*)::double as n from receipts');
    receipts += counted!.n;
    for (const [query, name] of Object.entries(tables)) {
      const part = locatePart(scratch, name, first / BATCH);
      rows[name] = (rows[name] ?? 0) + (await exportQuery(session, locateQuery(query), parameters, part));
    }
  }
  for (const table of ['events', 'receipts', 'lines']) await session.run(`drop table ${table}`);
  const { next_affiliates: _, ...raw } = rows;
  for (const name of Object.keys(raw))
    await mergeParts(session, scratch, { directory: target, name, format });
  const truth = { directory: join(target, 'truth'), name: 'next_affiliates', format: 'parquet' } as const;
  await mergeParts(session, scratch, truth);
  return raw;
}
