import { expect, it } from 'vitest';
import { checkSignature } from '../../../models/publishing/check-signature.ts';
import { signBody } from '../../../models/publishing/sign-body.ts';

const [secret, body, seconds] = ['a secret of twenty-two', '{"events":["안녕"]}', 1_639_526_400];
const header = signBody(body, { secret, seconds });

it('believes what was signed with the secret within five minutes', () => {
  expect(checkSignature(header, body, { secret, now: seconds })).toBeNull();
  expect(checkSignature(header, body, { secret, now: seconds + 300 })).toBeNull();
  expect(checkSignature(header, body, { secret, now: seconds - 300 })).toBeNull();
});

it.each([
  ['nothing', undefined, body, {}, /^no signature/],
  ['another scheme', `sha256=${'0'.repeat(64)}`, body, {}, /^no signature/],
  ['a recording', header, body, { now: seconds + 301 }, /of another time/],
  ['one from the future', header, body, { now: seconds - 301 }, /of another time/],
  ['another body', header, `${body} `, {}, /not of this body/],
  ['another secret', header, body, { secret: 'another of twenty-two' }, /not of this body/],
  ['another time in the header', header.replace('400,', '401,'), body, {}, /not of this body/],
])('does not believe %s', (_, given, text, change, reason) => {
  expect(checkSignature(given, text, { secret, now: seconds, ...change })).toMatch(reason);
});
