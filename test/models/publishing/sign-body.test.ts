import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { signBody } from '../../../models/publishing/sign-body.ts';

it('is what a receiver computes with its own library', () => {
  const [secret, body, seconds] = ['한글 비밀 of some length', '{"messages":["안녕"]}', 1_639_526_400];
  const expected = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  expect(signBody(body, { secret, seconds })).toBe(`t=${seconds},v1=${expected}`);
});

it('is another for another moment', () => {
  const sign = (seconds: number) => signBody('{}', { secret: 's', seconds }).split('v1=')[1];
  expect(sign(1)).not.toBe(sign(2));
});
