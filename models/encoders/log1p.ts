/** ln(1 + x) of a column of counts or amounts; missing values stay missing, anything below 0 is refused. */
export function applyLog1p(values: Float64Array, name: string): Float64Array {
  return values.map((value, row) => {
    if (value < 0) {
      throw new Error(`invalid ${name}: ${value} in row ${row} (log1p expects a number of at least 0)`);
    }
    return Math.log1p(value);
  });
}
