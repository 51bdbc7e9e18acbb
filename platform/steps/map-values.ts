/** A record of the same names with every value mapped. */
export function mapValues<Name extends string, From, To>(
  record: Record<Name, From>,
  map: (value: From) => To,
): Record<Name, To> {
  const mapped = Object.entries<From>(record).map(([name, value]) => [name, map(value)]);
  return Object.fromEntries(mapped) as Record<Name, To>;
}
