import { expect, it } from 'vitest';
import { buildTable, type RawRows } from '../open-source.ts';

interface Stay {
  stay_number: number;
  site_id: string;
  entered_at: string;
  left_at: string;
  ending: string;
  stay_before_second: number;
}

/** The stays of U1, in a trial from 2021-03-01 08:00, as `1 A 10:00-11:00 after 0 s, check_out`. */
async function staysOf(
  events: readonly (readonly [site: string, time: string, checkin: number])[],
  visits: RawRows['trial_visit_info'] & {} = [],
): Promise<string[]> {
  const stays = await buildTable<Stay>('intermediate.int_stays', {
    trial_register: [['U1', '2021-03-01 08:00:00']],
    trial_access_log: events.map(([site, time, checkin]) => ['U1', site, `2021-03-01 ${time}:00`, checkin]),
    trial_visit_info: visits,
  });
  return stays
    .sort((one, other) => one.stay_number - other.stay_number)
    .map(
      (stay) =>
        `${stay.stay_number} ${stay.site_id} ${stay.entered_at.slice(11, 16)}-${stay.left_at.slice(11, 16)} ` +
        `after ${stay.stay_before_second} s, ${stay.ending}`,
    );
}

it('adds stays up in their order, whatever the source', async () => {
  const visits = [['2021-03-02', 'U1', 'B', 600, '2021-03-02 09:00:00', '2021-03-02 10:00:00']];
  expect(
    await staysOf(
      [
        ['A', '10:00', 1],
        ['A', '11:00', 0],
        ['A', '12:00', 1],
        ['A', '12:30', 0],
      ],
      visits,
    ),
  ).toEqual([
    '1 A 10:00-11:00 after 0 s, check_out',
    '2 A 12:00-12:30 after 3600 s, check_out',
    '3 B 09:00-09:10 after 5400 s, visit_row',
  ]);
});

it('moves a customer from one site to another within a second, in either order of the sites', async () => {
  for (const [from, to] of [
    ['A', 'B'],
    ['B', 'A'],
  ] as const) {
    const moved = await staysOf([
      [from, '10:00', 1],
      [from, '11:00', 0],
      [to, '11:00', 1],
      [to, '12:00', 0],
    ]);
    expect(moved).toEqual([
      `1 ${from} 10:00-11:00 after 0 s, check_out`,
      `2 ${to} 11:00-12:00 after 3600 s, check_out`,
    ]);
  }
});

it('passes through a site within a second', async () => {
  expect(
    await staysOf([
      ['A', '10:00', 1],
      ['A', '10:00', 0],
      ['B', '10:00', 1],
      ['B', '11:00', 0],
    ]),
  ).toEqual(['1 A 10:00-10:00 after 0 s, check_out', '2 B 10:00-11:00 after 0 s, check_out']);
});

it('lets a check-out without check-in lie within a stay elsewhere, at no cost', async () => {
  expect(
    await staysOf([
      ['A', '10:00', 1],
      ['B', '11:00', 0],
      ['A', '12:00', 0],
    ]),
  ).toEqual(['1 A 10:00-12:00 after 0 s, check_out', '2 B 11:00-11:00 after 7200 s, no_check_in']);
});
