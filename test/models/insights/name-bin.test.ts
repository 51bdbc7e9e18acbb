import { expect, it } from 'vitest';
import { nameBin } from '../../../models/insights/name-bin.ts';

it.each([
  ['register_month', '5', '5월', 'May'],
  ['visit_weekday', '1', '월요일', 'Monday'],
  ['weekend_visit_hour', '13', '13시', '13:00'],
  ['stay_hour', '15', '15시간대', 'hour 15'],
  ['stay_hour', '27', '27시간 이상', '27 hours or more'],
  ['first_site', 'S1', '지점 S1', 'site S1'],
  ['access_count', '4-10', '4-10', '4-10'],
])('%s %s', (dimension, bin, ko, en) => {
  expect(nameBin(dimension, bin)).toEqual({ ko, en });
});
