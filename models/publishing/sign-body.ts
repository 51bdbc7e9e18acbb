import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** Header that carries the signature. */
export const SIGNATURE_HEADER = 'crosslift-signature';

/**
 * `t=<seconds>,v1=<hex>`: HMAC-SHA256 of `<seconds>.<body>`. The time is signed as well, so that a receiver can refuse
 * what somebody recorded and sends again later.
 */
export function signBody(body: string, { secret, seconds }: { secret: string; seconds: number }): string {
  const digest = hmac(sha256, utf8ToBytes(secret), utf8ToBytes(`${seconds}.${body}`));
  return `t=${seconds},v1=${bytesToHex(digest)}`;
}
