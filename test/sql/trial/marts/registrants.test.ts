import { expect, it } from 'vitest';
import type { Registrants } from '../../../../sql/trial/marts/registrants.ts';
import { coworkingSource } from '../coworking-source.ts';
import { buildTable, inMay, type RawRows } from '../open-source.ts';

it('describes the whole trial of every registrant', async () => {
  const rows = await buildTable<Registrants>('marts.registrants', coworkingSource);
  expect(rows[0]).toEqual({
    user_id: 'U1',
    registered_at: '2021-03-01 10:00:00',
    trial_ends_at: '2021-03-04 10:00:00',
    label_until: '2021-03-18 10:00:00',
    is_open: false,
    is_ripe: true,
    label: 1,
    is_paid: true,
    paid_at: '2021-03-02 18:00:00',
    population: 'visited',
    register_month: 3,
    register_weekday: 1,
    register_quarter: 1,
    register_season: 'spring',
    register_is_weekend: false,
    register_hour: 10,
    application_count: 1,
    first_visited_at: '2021-03-01 14:00:00',
    visit_month: 3,
    visit_weekday: 1,
    visit_quarter: 1,
    visit_season: 'spring',
    visit_is_weekend: false,
    visit_hour: 14,
    first_site_id: 'S1',
    area_pyeong: 50,
    site_count: 2,
    visit_date_count: 2,
    access_count: 6, // not the two after the payment
    access_in_count: 3,
    access_out_count: 3,
    session_count: 3,
    sum_stay_time_second: 14_400,
    recorded_stay_second: 18_000, // 1.5 h and, on the day of payment, 3.5 h
  });
});

it('keeps those who never came as a population of their own', async () => {
  const rows = await buildTable<Registrants>('marts.registrants', coworkingSource);
  expect(rows.map((row) => [row.user_id, row.population, row.label])).toEqual([
    ['U1', 'visited', 1],
    ['U2', 'never', 0],
    ['U3', 'visited', 1],
    ['U4', 'visited', 0],
    ['U5', 'visited', 0],
  ]);
  expect(rows[1]).toMatchObject({
    first_visited_at: null,
    visit_season: 'unknown',
    first_site_id: 'unknown',
    sum_stay_time_second: 0,
    recorded_stay_second: 0,
  });
});

it.each([
  ['door event', { trial_access_log: [['U1', 'S1', '2021-03-02 10:00:01', 1]] }, 'visited'],
  [
    'visit row',
    { trial_visit_info: [['2021-03-02', 'U1', 'S1', 60, '2021-03-02 11:00:00', '2021-03-02 12:00:00']] },
    'visited',
  ],
  ['door event after the trial', { trial_access_log: [['U1', 'S1', '2021-03-04 10:00:01', 1]] }, 'never'],
] as [string, RawRows, string][])('knows by a %s after the payment who came', async (_, rows, population) => {
  const [row] = await buildTable<Registrants>('marts.registrants', {
    trial_register: [['U1', '2021-03-01 10:00:00']],
    trial_payment: [['U1', true, '2021-03-02 10:00:00']],
    ...rows,
  });
  expect(row).toMatchObject({ population, first_visited_at: null, sum_stay_time_second: 0 });
});

it('says what is known of a trial that is still open', async () => {
  const params = { ...inMay, as_of: { date: '2021-03-02' } };
  const rows = await buildTable<Registrants>('marts.registrants', coworkingSource, params);
  expect(rows).toMatchObject([
    {
      user_id: 'U1',
      is_open: true,
      is_ripe: false,
      label: null,
      is_paid: false,
      paid_at: null,
      sum_stay_time_second: 5400,
      recorded_stay_second: 5400,
    },
  ]);
});

it('counts the check-out in the last second of a trial', async () => {
  const rows = await buildTable<Registrants>('marts.registrants', {
    trial_register: [['U1', '2021-03-01 10:00:00']],
    trial_access_log: [
      ['U1', 'S1', '2021-03-04 09:00:00', 1],
      ['U1', 'S1', '2021-03-04 10:00:00', 0],
    ],
  });
  expect(rows).toMatchObject([{ access_out_count: 1, sum_stay_time_second: 3600, visit_date_count: 1 }]);
});

it('finds up to four dates in 72 hours', async () => {
  const days = ['01', '02', '03', '04'];
  const rows = await buildTable<Registrants>('marts.registrants', {
    trial_register: [['U1', '2021-03-01 10:00:00']],
    trial_access_log: [
      ...days.map((day) => ['U1', 'S1', `2021-03-${day} 09:55:00`, 1] as const),
      ...days.map((day) => ['U1', 'S1', `2021-03-${day} 10:05:00`, 0] as const),
    ],
  });
  // The first check-in lies before the application and the last check-out after the trial.
  expect(rows).toMatchObject([
    { visit_date_count: 4, access_count: 6, sum_stay_time_second: 600 + 600 + 300 },
  ]);
});
