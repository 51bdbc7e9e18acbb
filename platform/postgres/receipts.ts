import type { Queryable } from './database.ts';

/** A row of `receipts`: a sink has a publication. */
export interface ReceiptRow {
  publication_id: string;
  sink: string;
  row_count: number;
  location: string;
  /** Customers who got no row of an action, by reason, both arms alike. */
  suppressed: Readonly<Record<string, number>>;
  delivered_at: Date;
}

/** Record that a sink has the publication; the first receipt stays. */
export async function recordReceipt(db: Queryable, receipt: Omit<ReceiptRow, 'delivered_at'>): Promise<void> {
  await db.query(
    `insert into receipts (publication_id, sink, row_count, location, suppressed) values ($1, $2, $3, $4, $5)
     on conflict (publication_id, sink) do nothing`,
    [
      receipt.publication_id,
      receipt.sink,
      receipt.row_count,
      receipt.location,
      JSON.stringify(receipt.suppressed),
    ],
  );
}

/** Receipts of publications, by sink. */
export async function listReceipts(db: Queryable, publicationIds: readonly string[]): Promise<ReceiptRow[]> {
  const { rows } = await db.query<ReceiptRow>(
    'select * from receipts where publication_id = any($1) order by publication_id, sink',
    [publicationIds],
  );
  return rows;
}
