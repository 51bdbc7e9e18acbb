import { describe, expect, it } from 'vitest';
import { buildTable, inMay, type RawRows } from '../open-source.ts';

interface Stay {
  entered_at: string;
  site_id: string;
  left_at: string;
  ending: string;
  is_new_session: boolean;
}

/**
 * The stays of events like `in A 01 09:00`, in a trial from 2021-03-01 08:00 to 2021-03-04 08:00:
 * `A 01 09:00-01 10:00 check_out`, with a + before a stay that continues a session.
 */
async function staysOf(events: readonly string[], rows: RawRows = {}, params = inMay): Promise<string[]> {
  const stays = await buildTable<Stay>(
    'intermediate.int_door_stays',
    {
      trial_register: [['U1', '2021-03-01 08:00:00']],
      trial_access_log: events.map((event) => {
        const [kind, site, day, time] = event.split(' ');
        return ['U1', site!, `2021-03-${day} ${time}:00`, kind === 'in' ? 1 : 0];
      }),
      ...rows,
    },
    params,
  );
  const short = (moment: string) => moment.slice(8, 16);
  return stays.map(
    (stay) =>
      `${stay.is_new_session ? '' : '+'}${stay.site_id} ${short(stay.entered_at)}-${short(stay.left_at)} ${stay.ending}`,
  );
}

describe('a stay', () => {
  it('lasts from check-in to check-out', async () => {
    expect(await staysOf(['in A 01 09:00', 'out A 01 10:00', 'in A 01 11:00', 'out A 01 11:30'])).toEqual([
      'A 01 09:00-01 10:00 check_out',
      'A 01 11:00-01 11:30 check_out',
    ]);
  });

  it('may be begun and ended in the same second', async () => {
    expect(await staysOf(['out A 01 09:00', 'in A 01 09:00'])).toEqual(['A 01 09:00-01 09:00 check_out']);
  });

  it('without check-out ends after 12 hours', async () => {
    expect(await staysOf(['in A 01 09:00'])).toEqual(['A 01 09:00-01 21:00 twelve_hours']);
  });

  it('goes on at a further check-in at the same site, and the 12 hours begin anew', async () => {
    expect(await staysOf(['in A 01 09:00', 'in A 01 20:00'])).toEqual([
      'A 01 09:00-01 20:00 repeated_check_in',
      '+A 01 20:00-02 08:00 twelve_hours',
    ]);
    expect(await staysOf(['in A 01 09:00', 'in A 01 21:01', 'out A 01 22:00'])).toEqual([
      'A 01 09:00-01 21:00 twelve_hours',
      'A 01 21:01-01 22:00 check_out',
    ]);
  });

  it('ends at a check-in elsewhere: nobody is at two sites', async () => {
    expect(await staysOf(['in A 01 09:00', 'in B 01 10:00', 'out A 01 11:00', 'out B 01 12:00'])).toEqual([
      'A 01 09:00-01 10:00 check_in_elsewhere',
      'B 01 10:00-01 12:00 check_out',
      '+A 01 11:00-01 11:00 no_check_in',
    ]);
  });

  it('of no length stands for a check-out without check-in', async () => {
    expect(await staysOf(['out A 01 09:00', 'in A 01 10:00', 'out A 01 11:00', 'out A 01 11:05'])).toEqual([
      '+A 01 09:00-01 09:00 no_check_in',
      'A 01 10:00-01 11:00 check_out',
      '+A 01 11:05-01 11:05 no_check_in',
    ]);
  });

  it('is not made longer by a check-out after 12 hours, which nobody could foresee', async () => {
    expect(await staysOf(['in A 01 09:00', 'out A 01 21:01'])).toEqual([
      'A 01 09:00-01 21:00 twelve_hours',
      '+A 01 21:01-01 21:01 late_check_out',
    ]);
    expect(await staysOf(['in A 01 09:00', 'in B 01 09:00', 'out A 01 21:01', 'out B 01 21:02'])).toEqual([
      'A 01 09:00-01 09:00 check_in_elsewhere',
      'B 01 09:00-01 21:00 twelve_hours',
      '+A 01 21:01-01 21:01 no_check_in',
      '+B 01 21:02-01 21:02 late_check_out',
    ]);
    expect(await staysOf(['in A 01 09:00', 'out A 01 21:00'])).toEqual(['A 01 09:00-01 21:00 check_out']);
  });

  it('whose check-out a clock set back puts before the check-in is open, and the check-out alone', async () => {
    expect(await staysOf(['in A 01 09:50', 'out A 01 09:20'])).toEqual([
      '+A 01 09:20-01 09:20 no_check_in',
      'A 01 09:50-01 21:50 twelve_hours',
    ]);
  });

  it('across a clock set forward lasts as long as the wall clock says', async () => {
    // 02:00 to 03:00 does not exist on 14 March 2021 in New York; the source names no zone.
    const march14: RawRows = {
      trial_register: [['U1', '2021-03-13 08:00:00']],
      trial_access_log: [
        ['U1', 'A', '2021-03-14 01:30:00', 1],
        ['U1', 'A', '2021-03-14 03:30:00', 0],
      ],
    };
    expect(await staysOf([], march14)).toEqual(['A 14 01:30-14 03:30 check_out']);
  });

  it('ends with the trial', async () => {
    expect(await staysOf(['in A 04 07:00', 'out A 04 09:00'])).toEqual(['A 04 07:00-04 08:00 trial_end']);
    expect(await staysOf(['in A 04 07:00', 'out A 04 08:00'])).toEqual(['A 04 07:00-04 08:00 check_out']);
  });

  it('ends with the payment: from then on the customer is a member', async () => {
    const paid = { trial_payment: [['U1', true, '2021-03-02 10:00:00']] };
    expect(await staysOf(['in A 02 09:00', 'out A 02 11:00', 'in A 02 12:00'], paid)).toEqual([
      'A 02 09:00-02 10:00 payment',
    ]);
    expect(await staysOf(['in A 02 10:00', 'out A 02 11:00'], paid)).toEqual(['A 02 10:00-02 10:00 payment']);
  });

  it('is open when neither its end nor the 12 hours are over before $as_of', async () => {
    const params = { ...inMay, as_of: { date: '2021-03-02' } };
    expect(await staysOf(['in A 01 12:00', 'out A 02 00:00'], {}, params)).toEqual([
      'A 01 12:00-02 00:00 open',
    ]);
    expect(await staysOf(['in A 01 11:59'], {}, params)).toEqual(['A 01 11:59-01 23:59 twelve_hours']);
  });
});

describe('the last leaving of a visit row', () => {
  const left = (site: string, at: string): RawRows => ({
    trial_visit_info: [['2021-03-01', 'U1', site, 3600, '2021-03-01 09:00:00', `2021-03-01 ${at}:00`]],
  });

  it('stands in for a check-out that was not recorded', async () => {
    expect(await staysOf(['in A 01 09:00'], left('A', '13:00'))).toEqual(['A 01 09:00-01 13:00 visit_row']);
  });

  it('after the payment ends nothing that the payment has not ended', async () => {
    const paid = {
      ...left('A', '13:00'),
      trial_payment: [['U1', true, '2021-03-01 12:00:00']],
    } satisfies RawRows;
    expect(await staysOf(['in A 01 09:00'], paid)).toEqual(['A 01 09:00-01 12:00 payment']);
  });

  it('changes nothing where the check-out was recorded, or at another site', async () => {
    expect(await staysOf(['in A 01 09:00', 'out A 01 13:00'], left('A', '13:00'))).toEqual([
      'A 01 09:00-01 13:00 check_out',
    ]);
    expect(await staysOf(['in A 01 09:00'], left('B', '13:00'))).toEqual([
      'A 01 09:00-01 21:00 twelve_hours',
    ]);
  });
});
