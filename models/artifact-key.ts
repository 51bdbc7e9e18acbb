import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** Everything an artifact depends on; two equal lists of parts mean equal bytes. */
export interface KeyParts {
  step: string;
  /** Digest of the step's own SQL and module closure. */
  code: string;
  /** Parameters, seed included. */
  params: unknown;
  /** Versions of the native libraries that the step uses. */
  libraries: Record<string, string>;
  /** Byte digest of each input by name. */
  inputs: Record<string, string>;
  force?: string | undefined;
}

/** JSON with sorted object keys, so that equal values give equal text. */
export function canonicalJson(value: unknown): string {
  if (value === undefined) return 'null';
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new TypeError(`invalid value for a key: ${value} (expected a finite number)`);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const fields = Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));
    return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonicalJson(field)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

/** sha256 of a text, hex. */
export function digestText(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** Key of an artifact: 32 hex digits of the digest of its parts. */
export function artifactKey(parts: KeyParts): string {
  return digestText(canonicalJson(parts)).slice(0, 32);
}
