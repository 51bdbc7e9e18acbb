import { expect, it } from 'vitest';
import { buildTable } from './open-source.ts';

it('takes identical applications as one, at whole seconds', async () => {
  const trial_register = [
    ['U1', '2021-03-01 10:00:00.2'],
    ['U1', '2021-03-01 10:00:00.9'],
    ['U1', '2021-03-01 10:00:01'],
  ];
  expect(await buildTable('staging.stg_applications', { trial_register })).toEqual([
    { user_id: 'U1', registered_at: '2021-03-01 10:00:00', raw_rows: 2 },
    { user_id: 'U1', registered_at: '2021-03-01 10:00:01', raw_rows: 1 },
  ]);
});

it('believes one payment among rows that differ, its earliest time, and no time without a payment', async () => {
  const trial_payment = [
    ['U1', true, '2021-03-05 10:00:00'],
    ['U1', true, '2021-03-04 10:00:00'],
    ['U1', false],
    ['U2', false, '2021-03-04 10:00:00'],
    ['U2', false, '2021-03-04 10:00:00'],
    ['U3', true],
  ];
  const rows = await buildTable('staging.stg_payments', { trial_payment });
  expect(rows.map((row) => Object.values(row))).toEqual([
    // is_paid, paid_at, has_stray_time, raw_rows, versions
    ['U1', true, '2021-03-04 10:00:00', false, 3, 3],
    ['U2', false, null, true, 2, 1],
    ['U3', true, null, false, 1, 1],
  ]);
});

it('takes identical door events as one', async () => {
  const event = ['U1', 'S1', '2021-03-01 10:00:00', 1];
  const trial_access_log = [event, event, ['U1', 'S1', '2021-03-01 10:00:00', 0]];
  const rows = await buildTable('staging.stg_door_events', { trial_access_log });
  expect(rows.map((row) => Object.values(row))).toEqual([
    ['U1', 'S1', '2021-03-01 10:00:00', false, 1],
    ['U1', 'S1', '2021-03-01 10:00:00', true, 2],
  ]);
});

it('keeps one visit row per user and day: the one that begins first', async () => {
  const trial_visit_info = [
    ['2021-03-01', 'U1', 'S2', 9000, null, null],
    ['2021-03-01', 'U1', 'S1', 3600, '2021-03-01 12:00:00', '2021-03-01 14:00:00'],
    ['2021-03-01', 'U1', 'S1', 3600, '2021-03-01 12:00:00', '2021-03-01 14:00:00'],
    ['2021-03-01', 'U1', 'S3', 7200, '2021-03-01 13:00:00', '2021-03-01 15:00:00'],
  ];
  expect(await buildTable('staging.stg_visit_rows', { trial_visit_info })).toEqual([
    {
      user_id: 'U1',
      visit_date: '2021-03-01',
      site_id: 'S1',
      stay_second: 3600,
      first_entered_at: '2021-03-01 12:00:00',
      last_left_at: '2021-03-01 14:00:00',
      is_of_another_day: false,
      raw_rows: 4,
      versions: 3,
    },
  ]);
});

it.each([
  ['is negative', -5, null, null, 0],
  ['is longer than a day', 90_000, null, null, 86_400],
  ['is missing', null, '2021-03-01 12:00:00', '2021-03-01 14:00:00', 7200],
  ['is missing with its times', null, null, null, 0],
])('gives a stay that %s between nothing and a day', async (_, stay, enter, leave, seconds) => {
  const trial_visit_info = [['2021-03-01', 'U1', 'S1', stay, enter, leave]];
  expect(await buildTable('staging.stg_visit_rows', { trial_visit_info })).toMatchObject([
    { stay_second: seconds },
  ]);
});

it('takes a time of another day as no time', async () => {
  const trial_visit_info = [
    ['2021-03-01', 'U1', 'S1', 60, '2021-02-28 23:00:00', '2021-03-02 00:00:00'],
    ['2021-03-02', 'U1', 'S1', 60, '2021-03-02 00:00:00', '2021-03-03 00:00:01'],
  ];
  expect(await buildTable('staging.stg_visit_rows', { trial_visit_info })).toMatchObject([
    { first_entered_at: null, last_left_at: '2021-03-02 00:00:00', is_of_another_day: true },
    { first_entered_at: '2021-03-02 00:00:00', last_left_at: null, is_of_another_day: true },
  ]);
});

it('takes the largest of areas that differ', async () => {
  const site_area = [
    ['S1', 50],
    ['S1', 100],
  ];
  expect(await buildTable('staging.stg_sites', { site_area })).toEqual([
    { site_id: 'S1', area_pyeong: 100, raw_rows: 2 },
  ]);
});
