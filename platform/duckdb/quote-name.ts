/**
 * Quote a column or a table name (`stg_products` or `staging.stg_products`) for use as an identifier.
 * Identifiers cannot be bound, so only plain names are let in.
 */
export function quoteName(name: string): string {
  if (!/^[a-z_]\w*(\.[a-z_]\w*)?$/i.test(name)) {
    throw new Error(`invalid name: ${JSON.stringify(name)} (expected name or schema.name)`);
  }
  return name
    .split('.')
    .map((part) => `"${part}"`)
    .join('.');
}

/** A column under its own name as another type, for a list of columns. */
export function castColumn(name: string, type: string): string {
  return `${quoteName(name)}::${type} as ${quoteName(name)}`;
}

/** A name from a company's file as an identifier, whatever stands in it. */
export function quoteOwnName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
