import { expect, it } from 'vitest';
import { buildTable, inMay, type RawRows } from '../open-source.ts';

/** The moments of U1 by decision point, in a trial from 2021-03-01 08:00 to 2021-03-04 08:00, without the trial's end. */
async function momentsOf(events: RawRows['trial_access_log'] & {}, params = inMay) {
  const moments = await buildTable<{ decision_point: string; decided_at: string }>(
    'intermediate.int_moments',
    { trial_register: [['U1', '2021-03-01 08:00:00']], trial_access_log: events },
    params,
  );
  return Object.fromEntries(
    moments
      .filter((moment) => moment.decision_point !== 'trial_end')
      .map((moment) => [moment.decision_point, moment.decided_at]),
  );
}

const always = { registration: '2021-03-01 08:00:00', last_day: '2021-03-03 08:00:00' };

it('reaches registration and the last day without a visit, and nothing else', async () => {
  expect(await momentsOf([])).toEqual(always);
});

it('reaches 3 h and 15 h at the exact second, over several stays', async () => {
  const events = [
    ['U1', 'S1', '2021-03-01 09:00:00', 1],
    ['U1', 'S1', '2021-03-01 11:59:59', 0], // one second short of 3 h
    ['U1', 'S1', '2021-03-02 09:00:00', 1],
    ['U1', 'S1', '2021-03-02 20:00:01', 0], // 14 h
    ['U1', 'S1', '2021-03-02 22:00:00', 1],
  ];
  expect(await momentsOf(events)).toEqual({
    ...always,
    first_visit: '2021-03-01 09:00:00',
    stay_3h: '2021-03-02 09:00:01',
    stay_15h: '2021-03-02 23:00:00',
  });
});

it('reaches 3 h at the check-out that completes them', async () => {
  const events = [
    ['U1', 'S1', '2021-03-01 09:00:00', 1],
    ['U1', 'S1', '2021-03-01 12:00:00', 0],
  ];
  expect(await momentsOf(events)).toMatchObject({ stay_3h: '2021-03-01 12:00:00' });
});

it('reaches no decision point at the end of the trial or later', async () => {
  expect(await momentsOf([['U1', 'S1', '2021-03-04 05:00:00', 1]])).toEqual({
    ...always,
    first_visit: '2021-03-04 05:00:00',
  });
  expect(await momentsOf([['U1', 'S1', '2021-03-04 04:59:59', 1]])).toMatchObject({
    stay_3h: '2021-03-04 07:59:59',
  });
});

it('reaches no decision point before it has come', async () => {
  const params = { ...inMay, as_of: { date: '2021-03-03' } };
  expect(await momentsOf([['U1', 'S1', '2021-03-02 21:00:00', 1]], params)).toEqual({
    registration: always.registration,
    first_visit: '2021-03-02 21:00:00',
  });
});

it('takes a check-out without check-in as a first visit', async () => {
  expect(await momentsOf([['U1', 'S1', '2021-03-01 09:00:00', 0]])).toEqual({
    ...always,
    first_visit: '2021-03-01 09:00:00',
  });
});
