import { expect, it } from 'vitest';
import { DECISION_POINTS } from '../../../models/contracts/decision-point.ts';
import { textOfPoint } from '../../../report/texts/point-texts.ts';

it('names every decision point, and keeps a name it does not know', () => {
  expect(DECISION_POINTS.map((point) => textOfPoint(point).title)).toEqual([
    'Registration',
    'First visit',
    '3 h of stay',
    '15 h of stay',
    'Last day',
  ]);
  expect(textOfPoint('toString')).toEqual({ title: 'toString', name: 'toString' });
});
