import type { ListColumn } from '../../platform/duckdb/column-builder.ts';

/** Each list of a column of codes. */
export function readLists({ offsets, values }: ListColumn): string[][] {
  return Array.from({ length: offsets.length - 1 }, (_, row) =>
    Array.from(values.slice(offsets[row], offsets[row + 1]), String),
  );
}

/** Lists of one value per affiliate (an audit proves it) as columns by name: `prefix.code`. */
export function readListColumns(
  { values }: { values: ArrayLike<unknown> },
  prefix: string,
  affiliates: readonly string[],
): Record<string, Float64Array> {
  const width = affiliates.length;
  return Object.fromEntries(
    affiliates.map((code, position) => [
      `${prefix}.${code}`,
      Float64Array.from({ length: values.length / width }, (_, row) =>
        Number(values[row * width + position]),
      ),
    ]),
  );
}
