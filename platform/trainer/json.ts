/** What survives a channel or a file unchanged. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * Fails, naming the place, on anything that JSON would drop or change without a word: NaN and infinity (null), typed
 * arrays and maps (objects), dates (strings), undefined entries. Large arrays belong in an artifact.
 */
export function assertJson(value: unknown, what: string): asserts value is Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return;
  if (typeof value === 'number' && Number.isFinite(value)) return;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) assertJson(item, `${what}[${index}]`);
    return;
  }
  if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    for (const [key, item] of Object.entries(value)) assertJson(item, `${what}.${key}`);
    return;
  }
  const found = typeof value === 'object' ? value.constructor?.name : String(value);
  throw new TypeError(`invalid ${what}: ${found} (expected plain JSON)`);
}
