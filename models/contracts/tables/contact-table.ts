import type { ColumnContract, TableContract } from './table-contract.ts';

/** What both business cases may know of who wants advertising, by the names that a source has for the table and its key. */
export function describeContacts(
  name: string,
  { key, customer, maxBadShare }: { key: string; customer: ColumnContract; maxBadShare: number },
): TableContract {
  return {
    name,
    about: 'one row per customer of whom a consent, a refusal or an opt-out is on record',
    files: [name],
    optional: true,
    columns: {
      [key]: customer,
      consented_at: {
        type: 'timestamp',
        about: 'time of the recorded consent to advertising; empty: none was given',
        nullable: true,
      },
      opted_out_at: {
        type: 'timestamp',
        about: 'time from which the customer does not want to be contacted',
        optional: true,
        nullable: true,
      },
    },
    key: [key],
    identicalRows: 'merge',
    sort: [key],
    maxBadShare,
  };
}
