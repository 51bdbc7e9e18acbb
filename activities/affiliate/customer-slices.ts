/** How sources are cut that are too large to be built as one: every table of theirs is of one customer, or of all. */
export const CUSTOMER_SLICES = { column: 'customer_id', rawColumn: 'cust', rows: 6_000_000 } as const;
