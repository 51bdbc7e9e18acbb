import { describe, expect, it } from 'vitest';
import { buildTable, inMay, type RawRows } from '../open-source.ts';

interface Visit {
  visit_date: string;
  entered_at: string;
  left_at: string;
  disposition: string;
}

/** What became of one visit row in a trial from 2021-03-01 20:00 to 2021-03-04 20:00: `02 09:00-02 10:00 stands_in`. */
async function judge(
  row: readonly (string | number | null)[],
  rows: RawRows = {},
  params = inMay,
): Promise<string> {
  const [day, stay, enter, leave] = row;
  const at = (time: string | number | null | undefined) => time && `2021-03-${time}:00`;
  const [visit] = await buildTable<Visit>(
    'intermediate.int_visit_rows',
    {
      trial_register: [['U1', '2021-03-01 20:00:00']],
      trial_visit_info: [[`2021-03-${day}`, 'U1', 'S1', stay ?? null, at(enter) ?? null, at(leave) ?? null]],
      ...rows,
    },
    params,
  );
  const short = (moment: string) => moment.slice(8, 16);
  return `${short(visit!.entered_at)}-${short(visit!.left_at)} ${visit!.disposition}`;
}

describe('a visit row without anything in the door log', () => {
  it('begins with its first entry and lasts its stay', async () => {
    expect(await judge(['02', 3600, '02 09:00', '02 12:00'])).toBe('02 09:00-02 10:00 stands_in');
  });

  it('does not last longer than its times allow', async () => {
    expect(await judge(['02', 36_000, '02 09:00', '02 12:00'])).toBe('02 09:00-02 12:00 stands_in');
  });

  it('ends with its last leaving when only that is known', async () => {
    expect(await judge(['02', 3600, null, '02 12:00'])).toBe('02 11:00-02 12:00 stands_in');
  });

  it('without times lies at the end of its day, of the trial, and after the application', async () => {
    expect(await judge(['02', 3600])).toBe('02 23:00-03 00:00 stands_in');
    expect(await judge(['04', 3600])).toBe('04 19:00-04 20:00 stands_in');
    expect(await judge(['01', 36_000])).toBe('01 20:00-02 00:00 stands_in');
    expect(await judge(['02', 0])).toBe('02 23:59-02 23:59 stands_in');
  });

  it('keeps its entry when a clock set back puts the leaving before it', async () => {
    expect(await judge(['02', 3600, '02 09:00', '02 08:40'])).toBe('02 09:00-02 10:00 stands_in');
  });
});

describe('a visit row that is no use of the trial', () => {
  it.each([
    ['before_application', ['01', 3600, '01 19:00', '01 23:00']],
    ['before_application', ['01', 3600, null, '01 19:30']],
    ['before_application', ['01', 3600, null, '01 20:00']],
    ['after_trial', ['04', 3600, '04 20:01', '04 22:00']],
    ['after_trial', ['05', 3600]],
  ])('is %s', async (disposition, row) => {
    expect(await judge(row)).toContain(disposition);
  });

  it('lies after the payment, or is not known yet, or has no registrant', async () => {
    const paid = { trial_payment: [['U1', true, '2021-03-02 09:00:00']] };
    expect(await judge(['02', 3600, '02 09:01', '02 12:00'], paid)).toContain('after_payment');
    expect(await judge(['02', 3600, '02 09:00', '02 12:00'], paid)).toBe('02 09:00-02 09:00 stands_in');
    expect(await judge(['02', 3600, '02 08:30', '02 12:00'], paid)).toBe('02 08:30-02 09:00 stands_in');
    const params = { ...inMay, as_of: { date: '2021-03-02' } };
    expect(await judge(['02', 3600, '02 09:00', '02 12:00'], {}, params)).toContain('after_as_of');
    expect(await judge(['02', 3600, '02 09:00', '02 12:00'], { trial_register: [] })).toContain(
      'unknown_user',
    );
  });
});

describe('a visit row beside the door log', () => {
  const log = (...events: readonly (readonly [string, number])[]): RawRows => ({
    trial_access_log: events.map(([at, checkin]) => ['U1', 'S2', `2021-03-${at}:00`, checkin]),
  });

  it('is not needed when the log shows the customer on that day by then', async () => {
    expect(await judge(['02', 3600, '02 09:00', '02 12:00'], log(['02 09:00', 1]))).toContain('in_door_log');
    expect(await judge(['02', 3600], log(['02 09:00', 1], ['02 10:00', 0]))).toContain('in_door_log');
    expect(await judge(['02', 3600], log(['01 23:00', 1], ['02 01:00', 0]))).toContain('in_door_log');
    expect(await judge(['02', 3600, '02 00:00', '02 01:00'], log(['01 23:00', 1]))).toContain('in_door_log');
  });

  it('stands in on other days', async () => {
    expect(await judge(['03', 3600, '03 09:00', '03 12:00'], log(['02 09:00', 1], ['02 10:00', 0]))).toBe(
      '03 09:00-03 10:00 stands_in',
    );
  });

  it('stands in until the log shows the customer: what comes later was not known', async () => {
    expect(await judge(['02', 7200, '02 09:00', '02 12:00'], log(['02 10:00', 1], ['02 12:00', 0]))).toBe(
      '02 09:00-02 10:00 stands_in',
    );
  });
});
