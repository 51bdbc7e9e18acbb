import { expect, it } from 'vitest';
import { listClosed, ruleOut } from '../../../models/estimators/rule-out-closed.ts';
import { createMask } from '../../../models/matrix.ts';

const columns = ['A01', 'B01', 'C01'];
const used = createMask(columns, [['A01', 'B01'], ['A01'], []]);

it('takes for closed what was used once and by nobody lately, not what nobody ever used', () => {
  const visits: Record<string, number[]> = { A01: [0, 2, 0], B01: [0, 0, 0], C01: [0, 0, 0] };
  expect(listClosed(used, (affiliate) => visits[affiliate]!)).toEqual(['B01']);
});

it('takes nothing for closed where somebody still goes', () => {
  expect(listClosed(used, () => [0, 0, 1])).toEqual([]);
});

it('rules out for everybody, and changes no mask', () => {
  const before = structuredClone(used);
  expect(ruleOut(used, ['B01'])).toEqual(createMask(columns, [['A01', 'B01'], ['A01', 'B01'], ['B01']]));
  expect(ruleOut(used, [])).toEqual(used);
  expect(used).toEqual(before);
});
