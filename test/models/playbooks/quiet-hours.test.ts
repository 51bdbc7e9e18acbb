import { describe, expect, it } from 'vitest';
import { beforeQuiet, isQuiet } from '../../../models/playbooks/quiet-hours.ts';

const NIGHT = { from: '21:00', to: '08:00' };
const NOON = { from: '12:00', to: '13:00' };

describe('isQuiet', () => {
  it.each([
    [NIGHT, '20:59:59', false],
    [NIGHT, '21:00:00', true],
    [NIGHT, '00:00:00', true],
    [NIGHT, '07:59:59', true],
    [NIGHT, '08:00:00', false],
    [NOON, '11:59:59', false],
    [NOON, '12:00:00', true],
    [NOON, '13:00:00', false],
  ])('%j at %s: %s', (hours, time, expected) => {
    expect(isQuiet(`2021-12-30 ${time}`, hours)).toBe(expected);
  });
});

describe('beforeQuiet', () => {
  it.each([
    ['2021-12-30 23:10:00', '2021-12-30 21:00:00'],
    ['2022-01-01 03:10:00', '2021-12-31 21:00:00'],
    ['2021-12-30 10:10:00', '2021-12-30 10:10:00'],
  ])('%s is due at %s', (moment, due) => {
    expect(beforeQuiet(moment, NIGHT)).toBe(due);
  });

  it('stays on the day where the hours do', () => {
    expect(beforeQuiet('2021-12-30 12:30:00', NOON)).toBe('2021-12-30 12:00:00');
  });
});
