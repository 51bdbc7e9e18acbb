import { expect, it } from 'vitest';
import type { CleaningCounts } from '../../../../sql/trial/marts/cleaning_counts.ts';
import { buildTable, type RawRows } from '../open-source.ts';

/** One or more rows of every kind of dirt; the kinds that each makes are named beside it. */
const dirt: RawRows = {
  trial_register: [
    ['U1', '2021-03-01 10:00:00'],
    ['U1', '2021-03-01 10:00:00'], // duplicate
    ['U1', '2021-02-01 10:00:00'], // earlier
    ['U1', '2021-03-09 10:00:00'], // later, after the visits
    ['U1', '2021-05-01 10:00:00'], // after $as_of
    ['U2', '2021-03-01 10:00:00'], // paid before applying
    ['U3', '2021-03-01 10:00:00'], // paid, without a time; came by visit rows
    ['U4', '2021-03-01 10:00:00'], // paid after the horizon; never came
    ['U5', '2021-04-29 10:00:00'], // not ripe, no payment row; inside when $as_of comes
    ['U6', '2021-03-01 10:00:00'], // paid within the trial
    ['U7', '2021-03-01 10:00:00'], // paid after $as_of; inside when the trial ends
  ],
  trial_payment: [
    ['U1', false],
    ['U1', false], // duplicate
    ['U1', false, '2021-03-02 10:00:00'], // in conflict, a time without payment
    ['U2', true, '2021-02-01 10:00:00'],
    ['U3', true],
    ['U4', true, '2021-04-01 10:00:00'],
    ['U6', true, '2021-03-02 10:00:00'],
    ['U7', true, '2021-05-02 10:00:00'],
    ['U9', true, '2021-03-02 10:00:00'], // unknown
  ],
  trial_access_log: [
    ['U1', 'S1', '2021-03-01 09:50:00', 1], // before the application, so that
    ['U1', 'S1', '2021-03-01 11:00:00', 0], // this has no check-in
    ['U1', 'S1', '2021-03-01 12:00:00', 1],
    ['U1', 'S1', '2021-03-01 12:00:00', 1], // duplicate
    ['U1', 'S1', '2021-03-01 13:00:00', 1], // repeated
    ['U1', 'S2', '2021-03-01 14:00:00', 1], // elsewhere; no area
    ['U1', 'S2', '2021-03-02 03:00:00', 0], // after 12 hours
    ['U1', 'S1', '2021-03-03 09:00:00', 1], // ended by its visit row
    ['U1', 'S1', '2021-03-06 09:00:00', 1], // after the trial
    ['U5', 'S1', '2021-04-30 20:00:00', 1], // open
    ['U5', 'S1', '2021-05-01 00:00:00', 0], // after $as_of
    ['U6', 'S1', '2021-03-02 09:00:00', 1], // cut off by the payment
    ['U6', 'S1', '2021-03-02 11:00:00', 0], // after it
    ['U7', 'S1', '2021-03-01 13:00:00', 0], // by a clock set back before
    ['U7', 'S1', '2021-03-01 13:40:00', 1], // this, which lasts 12 hours
    ['U7', 'S1', '2021-03-04 09:00:00', 1], // cut off by the end of the trial
    ['U9', 'S1', '2021-03-01 10:00:00', 1], // unknown
  ],
  trial_visit_info: [
    ['2021-02-28', 'U1', 'S1', 60, '2021-02-28 09:00:00', '2021-02-28 10:00:00'], // before the application
    ['2021-03-03', 'U1', 'S1', 3600, '2021-03-03 09:00:00', '2021-03-03 10:00:00'],
    ['2021-03-03', 'U1', 'S1', 3600, '2021-03-03 09:00:00', '2021-03-03 10:00:00'], // duplicate
    ['2021-03-03', 'U1', 'S2', 60, '2021-03-03 11:00:00', '2021-03-03 12:00:00'], // in conflict
    ['2021-03-06', 'U1', 'S1', 3600, '2021-03-06 09:00:00', '2021-03-06 10:00:00'], // after the trial
    ['2021-03-02', 'U3', 'S1', 3600, '2021-03-02 09:00:00', '2021-03-02 08:00:00'], // set back
    ['2021-03-03', 'U3', 'S1', 3600], // without times
    ['2021-03-04', 'U3', 'S1', 3600, '2021-03-03 23:00:00', '2021-03-04 09:00:00'], // entered on another day
    ['2021-05-01', 'U5', 'S1', 3600, '2021-05-01 09:00:00', '2021-05-01 10:00:00'], // after $as_of
    ['2021-03-03', 'U6', 'S1', 3600, '2021-03-03 09:00:00', '2021-03-03 10:00:00'], // after the payment
    ['2021-03-03', 'U9', 'S1', 3600, '2021-03-03 09:00:00', '2021-03-03 10:00:00'], // unknown
  ],
  site_area: [
    ['S1', 50],
    ['S1', 60], // duplicate
  ],
};

it('counts every kind of dirt', async () => {
  const rows = await buildTable<CleaningCounts>('marts.cleaning_counts', dirt);
  expect(Object.fromEntries(rows.map((row) => [row.kind, row.occurrences]))).toEqual({
    duplicate_applications: 1,
    earlier_applications_dropped: 1,
    later_applications_dropped: 1,
    applications_after_as_of: 1,
    duplicate_payments: 1,
    conflicting_payments: 1,
    payment_times_without_payment: 1,
    payments_of_unknown_users: 1,
    payments_after_as_of: 1,
    payments_before_application: 1,
    payments_after_horizon: 1,
    payments_without_time: 1,
    duplicate_door_events: 1,
    door_events_of_unknown_users: 1,
    door_events_after_as_of: 1,
    door_events_before_application: 1,
    door_events_after_trial: 1,
    door_events_after_payment: 1,
    check_outs_without_check_in: 2,
    check_outs_before_check_in: 1,
    check_outs_after_12_hours: 1,
    check_ins_repeated: 1,
    stays_overlapping_elsewhere: 1,
    stays_ended_by_visit_row: 1,
    stays_capped_at_12_hours: 2,
    stays_capped_at_trial_end: 1,
    stays_capped_at_payment: 1,
    stays_still_open: 1,
    duplicate_visit_rows: 1,
    conflicting_visit_rows: 1,
    visit_rows_without_times: 2,
    visit_rows_leaving_before_entering: 1,
    visit_rows_with_times_of_another_day: 1,
    visit_rows_of_unknown_users: 1,
    visit_rows_after_as_of: 1,
    visit_rows_before_application: 1,
    visit_rows_after_trial: 1,
    visit_rows_after_payment: 1,
    visit_rows_standing_in: 3,
    visit_rows_standing_in_without_times: 1,
    registrants_without_payment_row: 1,
    registrants_never_visited: 2,
    registrants_unripe: 1,
    registrants_paid_before_application: 1,
    first_visit_not_reached: 2,
    stay_3h_not_reached: 3, // but by U1, by U3 in three visit rows of an hour, by U5 at 23:00, and by U7
    stay_15h_not_reached: 6, // but by U1: 1 + 1 + 12 + 1 h
    last_day_not_reached: 1,
    duplicate_sites: 1,
    sites_without_area: 1,
  });
});

it('has 0 for what did not occur', async () => {
  const rows = await buildTable<CleaningCounts>('marts.cleaning_counts', {});
  expect(rows).toHaveLength(50);
  expect(rows.filter((row) => row.occurrences !== 0)).toEqual([]);
});
