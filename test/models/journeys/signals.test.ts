import { expect, it } from 'vitest';
import { readNotice } from '../../../models/journeys/signals.ts';

it.each([
  ['check-in', { id: 'a', at: 12.7, site: '1', more: true }, { id: 'a', at: 12, site: '1' }],
  ['paid', { id: 'a', at: 12, site: '1' }, { id: 'a', at: 12 }],
  ['check-out', { id: 'a', at: 12, site: 1 }, null],
  ['check-in', { id: 'a', at: -1, site: '1' }, null],
  ['paid', { id: 'a'.repeat(201), at: 12 }, null],
  ['paid', { id: 'a', at: Number.NaN }, null],
  ['paid', 'a', null],
] as const)('%s %j is %j', (signal, payload, notice) => {
  expect(readNotice({ signal, payload })).toEqual(notice);
});
