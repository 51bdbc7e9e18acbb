import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readSourceEvents } from '../../../platform/journeys/read-source-events.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';
import { openTestSession } from '../duckdb/open-test-session.ts';

it('tells all that the last customers did, in order of time, as it would have been told', async () => {
  const directory = makeTemporaryDirectory();
  const write = (name: string, lines: readonly string[]) =>
    writeFileSync(join(directory, `${name}.csv`), `${lines.join('\n')}\n`);
  write('trial_register', [
    'user_id,timestamp',
    'U1,2021-12-01 09:00:00',
    'U2,2021-12-06 09:00:00',
    'U3,2021-12-06 10:00:00',
  ]);
  write('trial_payment', [
    'user_id,is_payment,paid_at',
    'U1,1,2021-12-02 09:00:00',
    'U2,1,2021-12-07 09:00:00',
    'U3,0,',
  ]);
  write('trial_access_log', [
    'user_id,site_id,timestamp,checkin',
    'U2,1,2021-12-06 11:00:00,1',
    'U2,1,2021-12-06 12:00:00,0',
    'U2,1,2021-12-30 12:00:00,1',
  ]);
  write('trial_visit_info', [
    'date,user_id,site_id,stay_time_second,first_enter_time,last_leave_time',
    '2021-12-06,U2,1,3600,,',
  ]);
  write('site_area', ['site_id,area', '1,50']);
  write('customer_contact', [
    'user_id,consented_at,opted_out_at',
    'U2,2021-12-06 09:00:00,',
    'U3,,2021-12-07 00:00:00',
  ]);
  const events = await readSourceEvents(await openTestSession(), {
    ...{ directory, timeZone: 'Asia/Seoul', customers: 2, scratch: makeTemporaryDirectory() },
  });
  const told = events.map(({ kind, customer, at, site, consent }) => [
    kind,
    customer,
    at.slice(5, 16),
    site ?? consent,
  ]);
  expect(told).toEqual([
    ['registered', 'U2', '12-06T00:00', 'given'],
    ['registered', 'U3', '12-06T01:00', 'refused'],
    ['check-in', 'U2', '12-06T02:00', '1'],
    ['check-out', 'U2', '12-06T03:00', '1'],
    ['opted-out', 'U3', '12-06T15:00', undefined],
    ['paid', 'U2', '12-07T00:00', undefined],
  ]);
});
