import type { RawRows } from './open-source.ts';

/**
 * A source small enough to count by hand. All trials begin in March 2021 (the 1st is a Monday).
 * - U1 applies on Monday at 10:00, comes the same day and on Tuesday, passes 3 h on Tuesday at 12:00, pays at 18:00
 *   and stays on as a member
 * - U2 never comes and does not pay
 * - U3 applies on Saturday, checks in once and never out: passes 3 h after 3 h, and is cut off after 12
 * - U4 comes only by visit rows: one with times, one without
 * - U5 works through: passes 3 h and 15 h, in two sites and through midnight
 */
export const coworkingSource: RawRows = {
  site_area: [
    ['S1', 50],
    ['S2', 150],
  ],
  trial_register: [
    ['U1', '2021-03-01 10:00:00'],
    ['U2', '2021-03-02 23:30:00'],
    ['U3', '2021-03-06 09:00:00'],
    ['U4', '2021-03-08 08:00:00'],
    ['U5', '2021-03-09 12:00:00'],
  ],
  trial_payment: [
    ['U1', true, '2021-03-02 18:00:00'],
    ['U2', false],
    ['U3', true, '2021-03-20 12:00:00'],
    ['U4', false],
    ['U5', true, '2021-04-01 00:00:00'],
  ],
  trial_access_log: [
    ['U1', 'S1', '2021-03-01 14:00:00', 1],
    ['U1', 'S1', '2021-03-01 15:00:00', 0],
    ['U1', 'S1', '2021-03-01 16:00:00', 1],
    ['U1', 'S1', '2021-03-01 16:30:00', 0],
    ['U1', 'S2', '2021-03-02 10:30:00', 1],
    ['U1', 'S2', '2021-03-02 13:00:00', 0],
    ['U1', 'S2', '2021-03-02 18:30:00', 1],
    ['U1', 'S2', '2021-03-02 19:30:00', 0],
    ['U3', 'S1', '2021-03-06 20:00:00', 1],
    ['U5', 'S1', '2021-03-09 13:00:00', 1],
    ['U5', 'S1', '2021-03-09 18:00:00', 0],
    ['U5', 'S2', '2021-03-09 20:00:00', 1],
    ['U5', 'S2', '2021-03-10 07:00:00', 0],
  ],
  trial_visit_info: [
    ['2021-03-01', 'U1', 'S1', 5400, '2021-03-01 14:00:00', '2021-03-01 16:30:00'],
    ['2021-03-02', 'U1', 'S2', 12600, null, null],
    ['2021-03-08', 'U4', 'S1', 7200, '2021-03-08 09:00:00', '2021-03-08 12:00:00'],
    ['2021-03-09', 'U4', 'S1', 14400, null, null],
    ['2021-03-09', 'U5', 'S1', 32400, '2021-03-09 13:00:00', '2021-03-10 00:00:00'],
    ['2021-03-10', 'U5', 'S2', 25200, '2021-03-10 00:00:00', '2021-03-10 07:00:00'],
  ],
};
