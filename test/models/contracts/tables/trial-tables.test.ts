import { expect, it } from 'vitest';
import { TRIAL_TABLES } from '../../../../models/contracts/tables/trial-tables.ts';
import { readSource, writeParquet } from '../../../platform/source/make-source.ts';

/** The columns of the specification's dictionary. */
const DICTIONARY = {
  'trial_register.csv':
    'user_id,timestamp\n7,2021-03-01 09:30:00\n7,2021-03-02 10:00:00\n8,2021-03-05 00:10:00\n',
  'trial_payment.csv': 'user_id,is_payment\n7,1\n7,1\n8,0\n',
  'trial_access_log.csv':
    'id,user_id,site_id,timestamp,checkin\n1,7,1,2021-03-01 10:00:00,1\n2,7,1,2021-03-01 11:30:00,0\n',
  'trial_visit_info.csv':
    'date,user_id,site_id,stay_time,stay_time_second,first_enter_time,last_leave_time\n2021-03-01,7,1,01:30:00,5400,2021-03-01 10:00:00,2021-03-01 11:30:00\n2021-03-06,8,1,00:10:00,600,,\n',
  'site_area.csv': 'site_id,area\n1,50\n',
};
/** The same facts under the names of the ER diagram. */
const DIAGRAM = {
  'trial_register.csv':
    'user_uuid,trial_date\n7,2021-03-01T00:30:00Z\n7,2021-03-02T10:00:00+09:00\n8,2021-03-04 15:10:00+00\n',
  'trial_payment.csv': 'user_uuid,is_payment\n7,true\n7,t\n8,F\n',
  'acme_trial_access_log.csv':
    'user_uuid,site_id,cdate,checkin\n7,1,2021-03-01 10:00:00.000,1\n7,1,2021-03-01 11:30:00,0\n',
  'TRIAL_VISIT_INFO.jsonl': [
    {
      date: '20210301',
      user_uuid: 7,
      site_id: '1',
      stay_time: '01:30:00',
      first_enter_time: '2021-03-01 10:00:00',
      last_leave_time: '2021-03-01 11:30:00',
    },
    {
      date: '2021-03-06',
      user_uuid: '8',
      site_id: 1,
      stay_time: '600',
      first_enter_time: null,
      last_leave_time: '',
    },
  ]
    .map((row) => JSON.stringify(row))
    .join('\n'),
};

it('holds for both naming schemes of the specification, in any format', async () => {
  const dictionary = await readSource(DICTIONARY, 'trial-conversion');
  expect(dictionary.texts).toEqual([]);
  expect(dictionary.accepted).toEqual({
    trial_register: [
      { user_id: '7', registered_at: '2021-03-01 09:30:00' },
      { user_id: '7', registered_at: '2021-03-02 10:00:00' },
      { user_id: '8', registered_at: '2021-03-05 00:10:00' },
    ],
    trial_payment: [
      { user_id: '7', is_payment: true, paid_at: null },
      { user_id: '7', is_payment: true, paid_at: null },
      { user_id: '8', is_payment: false, paid_at: null },
    ],
    trial_access_log: [
      { user_id: '7', site_id: '1', happened_at: '2021-03-01 10:00:00', checkin: 1 },
      { user_id: '7', site_id: '1', happened_at: '2021-03-01 11:30:00', checkin: 0 },
    ],
    trial_visit_info: [
      {
        visit_date: '2021-03-01',
        user_id: '7',
        site_id: '1',
        stay_time_second: 5400,
        first_enter_time: '2021-03-01 10:00:00',
        last_leave_time: '2021-03-01 11:30:00',
      },
      {
        visit_date: '2021-03-06',
        user_id: '8',
        site_id: '1',
        stay_time_second: 600,
        first_enter_time: null,
        last_leave_time: null,
      },
    ],
    site_area: [{ site_id: '1', area_pyeong: 50 }],
  });
  const areas = await writeParquet('select 1.0::double as site_id, 50 as area_pyeong');
  const diagram = await readSource({ ...DIAGRAM, 'site_area.parquet': areas }, 'trial-conversion');
  expect(diagram.texts).toEqual([]);
  expect(diagram.accepted).toEqual(dictionary.accepted);
});

it('turns offsets into the zone it is given', async () => {
  const { accepted } = await readSource(
    {
      ...DICTIONARY,
      'trial_register.csv': 'user_id,timestamp\n7,2021-03-01T00:30:00Z\n8,2021-03-01 00:30:00\n',
    },
    'trial-conversion',
    { timeZone: 'America/New_York' },
  );
  expect(accepted.trial_register).toEqual([
    { user_id: '7', registered_at: '2021-02-28 19:30:00' },
    { user_id: '8', registered_at: '2021-03-01 00:30:00' },
  ]);
});

it('refuses impossible stays and payments that contradict each other', async () => {
  const { texts } = await readSource(
    {
      ...DICTIONARY,
      'trial_payment.csv': 'user_id,is_payment\n7,1\n7,0\n8,0\n',
      'trial_visit_info.csv': [
        'date,user_id,site_id,stay_time_second,first_enter_time,last_leave_time',
        '2021-03-01,7,1,-5,,',
        '2021-03-02,7,1,90000,,',
        '2021-03-03,7,1,60,2021-03-03 11:00:00,2021-03-03 10:00:00',
        '',
      ].join('\n'),
    },
    'trial-conversion',
  );
  expect(texts).toEqual([
    'trial_payment.csv: column user_id: 1 of 3 rows repeats a key with other values (33 %, at most 1 % may be bad); first: row 2, "7" (keep one row per key)',
    'trial_visit_info.csv: column stay_time_second: 1 of 3 rows is below 0 (33 %, at most 1 % may be bad); first: row 1, "-5" (time inside that day, in seconds or as HH:MM:SS: expected at least 0, at most 86400); most rows are bad: compare the header with a row',
    'trial_visit_info.csv: column stay_time_second: 1 of 3 rows is above 86400 (33 %, at most 1 % may be bad); first: row 2, "90000" (time inside that day, in seconds or as HH:MM:SS: expected at least 0, at most 86400); most rows are bad: compare the header with a row',
    'trial_visit_info.csv: column last_leave_time: 1 of 3 rows is before first_enter_time (33 %, at most 1 % may be bad); first: row 3, "2021-03-03 10:00:00" (correct one of the two); most rows are bad: compare the header with a row',
  ]);
});

it('takes the time of payment where there is one', async () => {
  const { accepted } = await readSource(
    { ...DICTIONARY, 'trial_payment.csv': 'user_id,is_payment,paid_at\n7,1,2021-03-03 12:00:00\n8,0,\n' },
    'trial-conversion',
  );
  expect(accepted.trial_payment?.map(({ paid_at }) => paid_at)).toEqual(['2021-03-03 12:00:00', null]);
});

it('names the five tables of the specification, and one more that a source may lack', () => {
  expect(TRIAL_TABLES.map(({ name }) => name)).toEqual([
    'trial_register',
    'trial_payment',
    'trial_access_log',
    'trial_visit_info',
    'site_area',
    'customer_contact',
  ]);
  expect(TRIAL_TABLES.filter(({ optional }) => optional).map(({ name }) => name)).toEqual([
    'customer_contact',
  ]);
});
