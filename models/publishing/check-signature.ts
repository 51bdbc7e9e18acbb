import { signBody } from './sign-body.ts';

/** Seconds by which a signature may be old, or ahead, as clocks differ: what is recorded is of no use later. */
const MOST_AGE_SECONDS = 300;

/** Why a body is not believed; null where it is signed with the secret, now. */
export function checkSignature(
  header: string | undefined,
  body: string,
  { secret, now }: { secret: string; now: number },
): string | null {
  const [, seconds, signature] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header ?? '') ?? [];
  if (seconds === undefined || signature === undefined)
    return 'no signature (expected t=<seconds>,v1=<64 hex digits>)';
  const age = Math.abs(now - Number(seconds));
  if (age > MOST_AGE_SECONDS)
    return `the signature is of another time (expected at most ${MOST_AGE_SECONDS} s from now)`;
  const [, expected = ''] = signBody(body, { secret, seconds: Number(seconds) }).split('v1=');
  return isSame(signature, expected) ? null : 'the signature is not of this body and the shared secret';
}

/** Takes the same time wherever the first difference is: an answer's time tells nothing of the signature. */
function isSame(left: string, right: string): boolean {
  let difference = left.length ^ right.length;
  for (let place = 0; place < left.length; place += 1)
    difference |= left.charCodeAt(place) ^ right.charCodeAt(place);
  return difference === 0;
}
