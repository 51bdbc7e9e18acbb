import { describeContacts } from './contact-table.ts';
import type { ColumnContract, TableContract } from './table-contract.ts';

const customer: ColumnContract = { type: 'text', about: 'customer id', aliases: ['user_uuid'] };
const site: ColumnContract = { type: 'text', about: 'site id' };

const maxBadShare = 0.01;
const maxAgeDays = 31;
/** Staging counts who is unknown and leaves it out; a tenth of them means that the wrong files met. */
const registered = {
  column: 'user_id',
  table: 'trial_register',
  to: 'user_id',
  orphans: 'keep',
  maxShare: 0.1,
} as const;
const knownSite = {
  column: 'site_id',
  table: 'site_area',
  to: 'site_id',
  orphans: 'keep',
  maxShare: 0.1,
} as const;

/**
 * The five raw tables of spec/trial-conversion.md, section 1, and one that it lacks. The specification's dictionary and its ER
 * diagram name columns differently: a column's own name is ours, both of theirs are aliases.
 */
export const TRIAL_TABLES: readonly TableContract[] = [
  {
    name: 'trial_register',
    about: 'one row per application; a customer may apply twice',
    files: ['trial_register'],
    columns: {
      user_id: customer,
      registered_at: {
        type: 'timestamp',
        about: 'time of the trial application',
        aliases: ['timestamp', 'trial_date'],
      },
    },
    sort: ['user_id', 'registered_at'],
    event: { column: 'registered_at', maxAgeDays },
    maxBadShare,
  },
  {
    name: 'trial_payment',
    about: 'one row per customer',
    files: ['trial_payment'],
    columns: {
      user_id: customer,
      is_payment: { type: 'boolean', about: '1 paid, 0 not' },
      paid_at: { type: 'timestamp', about: 'time of payment', optional: true, nullable: true },
    },
    key: ['user_id'],
    references: [registered],
    sort: ['user_id'],
    maxBadShare,
  },
  {
    name: 'trial_access_log',
    about: 'one row per door event',
    files: ['trial_access_log'],
    columns: {
      user_id: customer,
      site_id: site,
      happened_at: { type: 'timestamp', about: 'time of the door event', aliases: ['timestamp', 'cdate'] },
      checkin: { type: 'integer', about: '1 enter, 0 leave', min: 0, max: 1 },
    },
    references: [registered, knownSite],
    sort: ['user_id', 'happened_at'],
    event: { column: 'happened_at', maxAgeDays },
    maxBadShare,
  },
  {
    name: 'trial_visit_info',
    about: 'one row per customer and day of use',
    files: ['trial_visit_info'],
    columns: {
      visit_date: { type: 'day', about: 'day of use', aliases: ['date'] },
      user_id: customer,
      site_id: site,
      stay_time_second: {
        type: 'seconds',
        about: 'time inside that day, in seconds or as HH:MM:SS',
        aliases: ['stay_time'],
        min: 0,
        max: 86_400,
      },
      first_enter_time: { type: 'timestamp', about: 'first entry of the day', nullable: true },
      last_leave_time: {
        type: 'timestamp',
        about: 'last exit of the day',
        nullable: true,
        notBefore: 'first_enter_time',
      },
    },
    references: [registered, knownSite],
    sort: ['user_id', 'visit_date'],
    event: { column: 'visit_date', maxAgeDays },
    maxBadShare,
  },
  {
    name: 'site_area',
    about: 'one row per site',
    files: ['site_area'],
    columns: {
      site_id: site,
      area_pyeong: {
        type: 'integer',
        about: 'size in pyeong (3.3 m²)',
        aliases: ['area'],
        min: 1,
        max: 100_000,
      },
    },
    key: ['site_id'],
    identicalRows: 'merge',
    sort: ['site_id'],
    maxBadShare,
  },
  describeContacts('customer_contact', { key: 'user_id', customer, maxBadShare }),
];
