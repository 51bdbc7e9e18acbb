import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBListType,
  DuckDBListVector,
  DuckDBTimestampValue,
  type DuckDBType,
  DuckDBTypeId,
  type DuckDBVector,
} from '@duckdb/node-api';

/** One value per row. Null is NaN among floats and null among strings; integers have no null. */
export type ScalarColumn = Float32Array | Float64Array | Int32Array | (string | null)[];

/** Row `i` holds `values[offsets[i]] … values[offsets[i + 1] - 1]`; a null list reads as an empty one. */
export interface ListColumn {
  readonly offsets: Int32Array;
  readonly values: ScalarColumn;
}

/** A result column. */
export type Column = ScalarColumn | ListColumn;

/** Collects one column chunk by chunk. */
export interface ColumnBuilder<T extends Column = Column> {
  append(vector: DuckDBVector): void;
  finish(): T;
}

type NumberArray = Float32Array | Float64Array | Int32Array;

/** A builder for a column of this type; BIGINT and wider are refused because Int32Array cannot hold them. */
export function createColumnBuilder(name: string, type: DuckDBType): ColumnBuilder {
  return type instanceof DuckDBListType ? listBuilder(name, type) : scalarBuilder(name, type);
}

function scalarBuilder(name: string, type: DuckDBType): ColumnBuilder<ScalarColumn> {
  switch (type.typeId) {
    case DuckDBTypeId.FLOAT:
      return numberBuilder(name, new Float32Array(2048));
    case DuckDBTypeId.DOUBLE:
    case DuckDBTypeId.DECIMAL:
      return numberBuilder(name, new Float64Array(2048));
    case DuckDBTypeId.BOOLEAN:
    case DuckDBTypeId.TINYINT:
    case DuckDBTypeId.SMALLINT:
    case DuckDBTypeId.INTEGER:
      return numberBuilder(name, new Int32Array(2048));
    case DuckDBTypeId.VARCHAR:
    case DuckDBTypeId.DATE:
    case DuckDBTypeId.TIMESTAMP:
      return stringBuilder();
    default:
      throw new Error(`column ${name}: ${type} has no array form (cast it to integer, double or varchar)`);
  }
}

function numberBuilder<T extends NumberArray>(name: string, initial: T): ColumnBuilder<T> {
  let values = initial;
  let length = 0;
  return {
    append(vector) {
      const count = vector.itemCount;
      if (length + count > values.length) values = grow(values, length + count);
      for (let row = 0; row < count; row += 1) {
        const item = vector.getItem(row);
        if (item === null && values instanceof Int32Array) {
          throw new Error(`column ${name}: null among integers (coalesce it or cast the column to double)`);
        }
        values[length] = item instanceof DuckDBDecimalValue ? item.toDouble() : Number(item ?? Number.NaN);
        length += 1;
      }
    },
    finish: () => values.slice(0, length) as T,
  };
}

function grow<T extends NumberArray>(values: T, needed: number): T {
  const larger = new (values.constructor as new (length: number) => T)(Math.max(needed, values.length * 2));
  larger.set(values);
  return larger;
}

function stringBuilder(): ColumnBuilder<(string | null)[]> {
  const values: (string | null)[] = [];
  return {
    append(vector) {
      for (let row = 0; row < vector.itemCount; row += 1) {
        const item = vector.getItem(row);
        const isMoment = item instanceof DuckDBDateValue || item instanceof DuckDBTimestampValue;
        values.push(isMoment ? item.toString() : (item as string | null));
      }
    },
    finish: () => values,
  };
}

function listBuilder(name: string, type: DuckDBListType): ColumnBuilder<ListColumn> {
  const items = scalarBuilder(name, type.valueType);
  const offsets = [0];
  let end = 0;
  return {
    append(vector) {
      if (!(vector instanceof DuckDBListVector)) throw new Error(`column ${name}: expected a list`);
      for (let row = 0; row < vector.itemCount; row += 1) {
        const list = vector.getItemVector(row);
        if (list) items.append(list);
        end += list?.itemCount ?? 0;
        offsets.push(end);
      }
    },
    finish: () => ({ offsets: Int32Array.from(offsets), values: items.finish() }),
  };
}
