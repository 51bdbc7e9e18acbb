import { describe, expect, it } from 'vitest';
import { coworkingSource } from '../coworking-source.ts';
import { buildTable, type RawRows } from '../open-source.ts';

interface ClaimBin {
  user_id: string;
  dimension: string;
  bin: string;
  label: number;
}

/** The bins of one registrant by dimension. */
async function binsOf(user: string, rows: RawRows = coworkingSource): Promise<Record<string, string>> {
  const table = await buildTable<ClaimBin>('intermediate.int_claim_bins', rows);
  const own = table.filter(({ user_id }) => user_id === user);
  return Object.fromEntries(own.map(({ dimension, bin }) => [dimension, bin]));
}

it('puts a visitor who paid after the trial into every dimension', async () => {
  // U3: Saturday the 6th of March, first in at 20:00, 12 hours until cut off, over midnight, paid two weeks later
  expect(await binsOf('U3')).toEqual({
    register_month: '3',
    register_weekday: '6',
    population: 'visited',
    visit_weekday: '6',
    weekend_visit_hour: '20',
    first_site: 'S1',
    stay_hour: '12',
    access_count: '1-3',
    visit_days: '2',
    payment_moment: 'elsewhere',
  });
});

it('leaves the use of a trial out that a payment cut short, and knows when in it that was', async () => {
  // U1 came on a Monday at 14:00 and paid on Tuesday after 4 hours inside, of which the last is not 2 to 4
  expect(await binsOf('U1')).toEqual({
    register_month: '3',
    register_weekday: '1',
    population: 'visited',
    visit_weekday: '1',
    weekday_visit_hour: '14',
    first_site: 'S1',
    payment_moment: 'elsewhere',
  });
  const earlier: RawRows = {
    ...coworkingSource,
    trial_payment: [['U1', true, '2021-03-02 12:30:00']], // after 3.5 hours
  };
  expect((await binsOf('U1', earlier)).payment_moment).toBe('near_3h');
});

it('knows nothing of visits of who never came, and of payments without a time', async () => {
  expect(await binsOf('U2')).toEqual({ register_month: '3', register_weekday: '2', population: 'never' });
  const untimed: RawRows = { ...coworkingSource, trial_payment: [['U3', true]] };
  expect(await binsOf('U3', untimed)).not.toHaveProperty('payment_moment');
});

it('has no one whose outcome is not known', async () => {
  const late: RawRows = { ...coworkingSource, trial_register: [['U2', '2021-04-20 10:00:00']] };
  expect(await binsOf('U2', late)).toEqual({});
});

describe('the number of door events', () => {
  const withEvents = (events: number): RawRows => ({
    trial_register: [['U9', '2021-03-01 08:00:00']],
    trial_access_log: Array.from({ length: events }, (_, event) => [
      'U9',
      'S1',
      `2021-03-01 ${String(9 + Math.floor(event / 4)).padStart(2, '0')}:${String(15 * (event % 4)).padStart(2, '0')}:00`,
      event % 2 === 0 ? 1 : 0,
    ]),
  });

  it.each([
    [2, '1-3'],
    [4, '4-10'],
    [10, '4-10'],
    [12, '11-20'],
    [20, '11-20'],
    [22, '21+'],
  ])('%i: bin %s', async (events, bin) => {
    expect((await binsOf('U9', withEvents(events))).access_count).toBe(bin);
  });
});
