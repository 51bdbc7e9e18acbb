import { expect, it } from 'vitest';
import { isReleased } from '../../../models/gates/is-released.ts';

it.each([
  ['PROMOTED', undefined, true],
  ['HELD', undefined, false],
  ['PROMOTED', 'candidate', true],
  ['KEPT', 'champion', true],
  ['INSUFFICIENT_DATA', 'champion', true],
  ['INSUFFICIENT_DATA', null, false],
  ['HELD', null, false],
] as const)('%s that releases %s: %s', (verdict, released, expected) => {
  expect(isReleased({ verdict, released })).toBe(expected);
});
