import type { CustomerActivity } from '../../models/segments/customer-activity.ts';
import { readArrowFile, writeArrowFile } from './arrow-file.ts';
import { columnOf, readStrings } from './matrix-columns.ts';

/** What comes before an affiliate's code in the name of its column. */
const PREFIX = 'rows:';

/** Write customers' activity as Arrow IPC: one column per affiliate beside the totals. */
export async function writeActivityFile(path: string, activity: CustomerActivity): Promise<void> {
  const { customers, affiliates, rowsByAffiliate, retailRows, partnerRows, payments, onlineShare } = activity;
  const counts = affiliates.map((code, place): [string, Float64Array] => [
    `${PREFIX}${code}`,
    Float64Array.from(customers, (_, row) => rowsByAffiliate[row * affiliates.length + place]!),
  ]);
  await writeArrowFile(path, {
    customer_id: customers,
    retail: Float64Array.from(retailRows),
    partner: Float64Array.from(partnerRows),
    payments: Float64Array.from(payments),
    online_share: Float64Array.from(onlineShare),
    ...Object.fromEntries(counts),
  });
}

/** Read what `writeActivityFile` wrote. */
export async function readActivityFile(path: string): Promise<CustomerActivity> {
  const table = await readArrowFile(path);
  const read = (name: string) => Float64Array.from(columnOf(table, name).toArray() as Float64Array);
  const names = table.schema.fields.map(({ name }) => name).filter((name) => name.startsWith(PREFIX));
  const rowsByAffiliate = new Float64Array(table.numRows * names.length);
  for (const [place, name] of names.entries()) {
    const column = read(name);
    for (let row = 0; row < table.numRows; row++) rowsByAffiliate[row * names.length + place] = column[row]!;
  }
  return {
    customers: readStrings(table, 'customer_id'),
    affiliates: names.map((name) => name.slice(PREFIX.length)),
    rowsByAffiliate,
    retailRows: read('retail'),
    partnerRows: read('partner'),
    payments: read('payments'),
    onlineShare: read('online_share'),
  };
}
