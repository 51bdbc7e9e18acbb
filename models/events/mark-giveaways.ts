import { COUNTS, type EventRows } from './event-rows.ts';

/** 1 for each row whose broadcast counts have a count of its own label: the rows that the originals' encoding gave away. */
export function markGiveaways({ next, table }: Pick<EventRows, 'next' | 'table'>): Uint8Array {
  const { columns } = next;
  const counts = columns.map((code) => table.numbers[`${COUNTS.broadcast}.${code}`]);
  return Uint8Array.from({ length: next.rows }, (_, row) =>
    columns.some(
      (_code, place) => next.values[row * columns.length + place] === 1 && (counts[place]?.[row] ?? 0) > 0,
    )
      ? 1
      : 0,
  );
}
