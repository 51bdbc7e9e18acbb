import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DuckDBSession } from '../../../../platform/duckdb/session.ts';
import { buildModels } from '../../../../platform/sql/build-models.ts';
import type { Landmarks } from '../../../../sql/trial/marts/landmarks.ts';
import { coworkingSource } from '../coworking-source.ts';
import { buildTable, inMay, openSource, type RawRows, trialProject } from '../open-source.ts';

let session: DuckDBSession;
let rows: Landmarks[];
beforeAll(async () => {
  session = await openSource(coworkingSource);
  await buildModels(session, await trialProject(), { targets: ['marts.landmarks'], params: inMay });
  rows = await session.rows('from marts.landmarks order by user_id, decided_at');
});
afterAll(() => session.close());

const of = (user: string, point: string) =>
  rows.find((row) => row.user_id === user && row.decision_point === point);

describe('landmarks', () => {
  it('has a row per decision point that a registrant reached', () => {
    expect(rows.map((row) => `${row.user_id} ${row.decision_point} ${row.decided_at.slice(8)}`)).toEqual([
      'U1 registration 01 10:00:00',
      'U1 first_visit 01 14:00:00',
      'U1 stay_3h 02 12:00:00',
      'U1 last_day 03 10:00:00',
      'U2 registration 02 23:30:00',
      'U2 last_day 04 23:30:00',
      'U3 registration 06 09:00:00',
      'U3 first_visit 06 20:00:00',
      'U3 stay_3h 06 23:00:00',
      'U3 last_day 08 09:00:00',
      'U4 registration 08 08:00:00',
      'U4 first_visit 08 09:00:00',
      'U4 stay_3h 09 21:00:00',
      'U4 last_day 10 08:00:00',
      'U5 registration 09 12:00:00',
      'U5 first_visit 09 13:00:00',
      'U5 stay_3h 09 16:00:00',
      'U5 stay_15h 10 06:00:00',
      'U5 last_day 11 12:00:00',
    ]);
  });

  it('knows the application, and nothing else, at registration', () => {
    expect(of('U3', 'registration')).toEqual({
      user_id: 'U3',
      decision_point: 'registration',
      decided_at: '2021-03-06 09:00:00',
      is_at_risk: true,
      is_ripe: true,
      label: 1,
      register_month: 3,
      register_weekday: 6,
      register_quarter: 1,
      register_season: 'spring',
      register_is_weekend: true,
      register_hour: 9,
      application_count: 1,
      moment_hour: 9,
      moment_weekday: 6,
      moment_is_weekend: true,
      hours_since_registration: 0,
      has_visited: false,
      visit_month: null,
      visit_weekday: null,
      visit_quarter: null,
      visit_season: 'unknown',
      visit_is_weekend: false,
      visit_hour: null,
      first_site_id: 'unknown',
      area_pyeong: null,
      site_count: 0,
      visit_date_count: 0,
      access_count: 0,
      access_in_count: 0,
      access_out_count: 0,
      session_count: 0,
      sum_stay_time_second: 0,
      stay_today_second: 0,
      is_inside: false,
      current_session_second: 0,
      hours_since_first_visit: null,
      hours_since_last_event: null,
    });
  });

  it('knows of a first visit that it has begun', () => {
    expect(of('U5', 'first_visit')).toMatchObject({
      moment_hour: 13,
      moment_weekday: 2,
      hours_since_registration: 1,
      has_visited: true,
      visit_weekday: 2,
      visit_hour: 13,
      first_site_id: 'S1',
      area_pyeong: 50,
      site_count: 1,
      visit_date_count: 1,
      access_count: 1,
      access_in_count: 1,
      session_count: 1,
      sum_stay_time_second: 0,
      is_inside: true,
      current_session_second: 0,
      hours_since_first_visit: 0,
      hours_since_last_event: 0,
    });
  });

  it('knows the use until the third hour, while the customer is still inside', () => {
    // 14:00–15:00 and 16:00–16:30 on Monday, then inside since Tuesday 10:30.
    expect(of('U1', 'stay_3h')).toEqual({
      user_id: 'U1',
      decision_point: 'stay_3h',
      decided_at: '2021-03-02 12:00:00',
      is_at_risk: true,
      is_ripe: true,
      label: 1,
      register_month: 3,
      register_weekday: 1,
      register_quarter: 1,
      register_season: 'spring',
      register_is_weekend: false,
      register_hour: 10,
      application_count: 1,
      moment_hour: 12,
      moment_weekday: 2,
      moment_is_weekend: false,
      hours_since_registration: 26,
      has_visited: true,
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
      access_count: 5,
      access_in_count: 3,
      access_out_count: 2,
      session_count: 3,
      sum_stay_time_second: 10_800,
      stay_today_second: 5400,
      is_inside: true,
      current_session_second: 5400,
      hours_since_first_visit: 22,
      hours_since_last_event: 1.5,
    });
  });

  it('counts the stay of the day from midnight', () => {
    // 13:00–18:00 on Tuesday, then inside from 20:00 to the fifteenth hour at 06:00.
    expect(of('U5', 'stay_15h')).toMatchObject({
      sum_stay_time_second: 54_000,
      stay_today_second: 21_600,
      current_session_second: 36_000,
      visit_date_count: 2,
      site_count: 2,
      first_site_id: 'S1',
      access_in_count: 2,
      access_out_count: 1,
    });
  });

  it('keeps what happened after the payment out, and out of the risk set', () => {
    expect(of('U1', 'last_day')).toMatchObject({
      is_at_risk: false,
      label: null,
      access_count: 6,
      sum_stay_time_second: 14_400,
      is_inside: false,
      hours_since_last_event: 21,
    });
  });

  it('has no door events, but stays, of a customer who came only by visit rows', () => {
    expect(of('U4', 'last_day')).toMatchObject({
      access_count: 0,
      session_count: 2,
      visit_date_count: 2,
      sum_stay_time_second: 21_600,
      hours_since_last_event: 8,
    });
  });

  it('says paid only of payments within the horizon', () => {
    const labels = rows.filter((row) => row.decision_point === 'registration').map((row) => row.label);
    expect(labels).toEqual([1, 0, 1, 0, 0]); // U5 paid on 1 April, 20 days after the trial
  });
});

describe('labels', () => {
  const one = (rows: RawRows, as_of = '2021-05-01', horizon_days = 14) =>
    buildTable<Landmarks>(
      'marts.landmarks',
      { trial_register: [['U1', '2021-03-01 10:00:00']], ...rows },
      { as_of: { date: as_of }, horizon_days },
    );

  it('are ripe when the trial and the horizon are over, not a day earlier', async () => {
    const paid = { trial_payment: [['U1', true, '2021-03-02 10:00:00']] } satisfies RawRows;
    expect(await one(paid, '2021-03-19')).toMatchObject([
      { decision_point: 'last_day', is_ripe: true, label: null, is_at_risk: false },
      { decision_point: 'registration', is_ripe: true, label: 1, is_at_risk: true },
    ]);
    expect(await one(paid, '2021-03-18')).toMatchObject([
      { decision_point: 'last_day', is_ripe: false, label: null },
      { decision_point: 'registration', is_ripe: false, label: null },
    ]);
    expect(await one(paid, '2021-03-18', 13)).toMatchObject([{}, { is_ripe: true, label: 1 }]);
  });

  it.each([
    ['in the last second of the horizon', '2021-03-18 09:59:59', 1],
    ['when the horizon is over', '2021-03-18 10:00:00', 0],
    ['on a day that is not known yet', '2021-05-01 00:00:00', 0],
  ])('of a payment %s', async (_, paidAt, label) => {
    const rows = await one({ trial_payment: [['U1', true, paidAt]] });
    expect(rows).toMatchObject([
      { is_at_risk: true, label },
      { is_at_risk: true, label },
    ]);
  });

  it('of a payment at the very moment are not known before it', async () => {
    expect(await one({ trial_payment: [['U1', true, '2021-03-03 10:00:00']] })).toMatchObject([
      { decision_point: 'last_day', is_at_risk: true, label: 1 },
      { decision_point: 'registration', is_at_risk: true, label: 1 },
    ]);
  });

  it('believe a payment without a time, also where others have one', async () => {
    const trial_payment = [
      ['U1', true],
      ['U9', true, '2021-03-02 10:00:00'],
    ];
    expect(await one({ trial_payment })).toMatchObject([
      { is_at_risk: true, label: 1 },
      { is_at_risk: true, label: 1 },
    ]);
  });

  it('without payment times leave everybody at risk', async () => {
    expect(await one({ trial_payment: [['U1', true]] })).toMatchObject([
      { is_at_risk: true, label: 1 },
      { is_at_risk: true, label: 1 },
    ]);
  });

  it('say not paid of those whom the payment table lacks', async () => {
    expect(await one({ trial_payment: [['U9', true]] })).toMatchObject([{ label: 0 }, { label: 0 }]);
  });

  it('are missing for those who had paid before they applied', async () => {
    expect(await one({ trial_payment: [['U1', true, '2021-02-01 10:00:00']] })).toMatchObject([
      { is_at_risk: false, is_ripe: true, label: null },
      { is_at_risk: false, is_ripe: true, label: null },
    ]);
  });
});

it('names the seasons after their months', async () => {
  const months = Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, '0'));
  const landmarks = await buildTable<Landmarks>(
    'marts.landmarks',
    {
      trial_register: months.map((month) => [`U${month}`, `2020-${month}-01 10:00:00`]),
      trial_access_log: months.map((month) => [`U${month}`, 'S1', `2020-${month}-02 10:00:00`, 1]),
    },
    inMay,
  );
  const registered = landmarks.filter((row) => row.decision_point === 'first_visit');
  const seasons = ['winter', 'winter', 'spring', 'spring', 'spring', 'summer'];
  seasons.push('summer', 'summer', 'autumn', 'autumn', 'autumn', 'winter');
  expect(registered.map((row) => row.register_season)).toEqual(seasons);
  expect(registered.map((row) => row.visit_season)).toEqual(seasons);
  expect(registered.map((row) => row.register_month)).toEqual(months.map(Number));
});
