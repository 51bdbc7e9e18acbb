import { expect, it } from 'vitest';
import { listFields } from '../../../models/playbooks/fill-template.ts';

it('lists the fields of a template in order, as often as they are named', () => {
  expect(listFields('{a} and {b_2}, {a}; no { field }')).toEqual(['a', 'b_2', 'a']);
  expect(listFields('')).toEqual([]);
});
