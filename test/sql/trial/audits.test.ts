import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DuckDBSession } from '../../../platform/duckdb/session.ts';
import { buildModels } from '../../../platform/sql/build-models.ts';
import { AuditError, runAudits } from '../../../platform/sql/run-audits.ts';
import type { SqlProject } from '../../../platform/sql/sql-model.ts';
import { coworkingSource } from './coworking-source.ts';
import { inMay, insertRows, openSource, trialProject } from './open-source.ts';

let session: DuckDBSession;
let project: SqlProject;
beforeAll(async () => {
  project = await trialProject();
  session = await openSource(coworkingSource);
  await buildModels(session, project, { params: inMay });
});
afterAll(() => session.close());
beforeEach(() => session.run('begin'));
afterEach(() => session.run('rollback'));

/** The audits that fail now, with the number of rows each finds. */
async function failures(): Promise<Record<string, number>> {
  try {
    await runAudits(session, project, inMay);
    return {};
  } catch (error) {
    if (!(error instanceof AuditError)) throw error;
    return Object.fromEntries(
      error.failures.map(({ audit, rows }) => [audit.replace(/^.*\/(\w+)\.sql$/, '$1'), rows]),
    );
  }
}

/** The audits that fail after the third hour of U1 has been given another value. */
async function failuresOf(column: string, value: string): Promise<Record<string, number>> {
  await session.run(
    `update marts.landmarks set ${column} = ${value} where user_id = 'U1' and decision_point = 'stay_3h'`,
  );
  return failures();
}

/** Rebuild with one model changed. */
async function rebuild(model: string, from: string, to: string): Promise<void> {
  const models = project.models.map((one) =>
    one.name === model ? { ...one, text: one.text.replaceAll(from, to) } : one,
  );
  expect(models).not.toEqual(project.models);
  await buildModels(session, { ...project, models }, { params: inMay });
}

describe('audits', () => {
  it('pass when nothing is wrong', async () => {
    expect(await failures()).toEqual({});
  });

  it.each([
    ['access_before_moment', 'access_in_count', '4'],
    ['access_before_moment', 'access_out_count', '3'],
    ['access_before_moment', 'access_count', '6'],
    ['visits_before_moment', 'visit_date_count', '3'],
    ['visits_before_moment', 'site_count', '3'],
    ['visits_before_moment', 'session_count', '4'],
    ['visits_before_moment', 'has_visited', 'false'],
    ['visits_before_moment', 'hours_since_registration', '26.5'],
    ['visits_before_moment', 'hours_since_first_visit', 'null'],
    ['visits_before_moment', 'hours_since_last_event', '0.5'],
    ['presence_at_moment', 'is_inside', 'false'],
    ['presence_at_moment', 'current_session_second', '5401'],
    ['presence_at_moment', 'stay_today_second', '5401'],
    ['calendar_of_moment', 'register_month', '4'],
    ['calendar_of_moment', 'register_weekday', '2'],
    ['calendar_of_moment', 'register_quarter', '2'],
    ['calendar_of_moment', 'register_season', `'winter'`],
    ['calendar_of_moment', 'register_is_weekend', 'true'],
    ['calendar_of_moment', 'register_hour', '11'],
    ['calendar_of_moment', 'application_count', '2'],
    ['calendar_of_moment', 'moment_hour', '13'],
    ['calendar_of_moment', 'moment_weekday', '3'],
    ['calendar_of_moment', 'moment_is_weekend', 'true'],
    ['calendar_of_moment', 'visit_month', 'null'],
    ['calendar_of_moment', 'visit_weekday', '2'],
    ['calendar_of_moment', 'visit_quarter', '2'],
    ['calendar_of_moment', 'visit_season', `'unknown'`],
    ['calendar_of_moment', 'visit_is_weekend', 'true'],
    ['calendar_of_moment', 'visit_hour', '15'],
    ['calendar_of_moment', 'first_site_id', `'S2'`],
    ['calendar_of_moment', 'area_pyeong', '150'],
    ['risk_ends_with_payment', 'is_at_risk', 'false'],
    ['risk_ends_with_payment', 'is_ripe', 'false'],
    ['risk_ends_with_payment', 'label', '0'],
  ])('find by %s a wrong %s', async (audit, column, value) => {
    expect(await failuresOf(column, value)).toEqual({ [audit]: 1 });
  });

  it('find a cumulative stay that is one second off its mark', async () => {
    expect(await failuresOf('sum_stay_time_second', '10801')).toEqual({
      moments_are_exact: 1,
      stay_before_moment: 1,
    });
  });

  it('find a moment that is one second late', async () => {
    const late = await failuresOf('decided_at', `timestamp '2021-03-02 12:00:01'`);
    expect(late).toMatchObject({ stay_before_moment: 1, visits_before_moment: 1, presence_at_moment: 1 });
  });

  it.each([
    ['registration', 1],
    ['first_visit', 1],
    ['last_day', 1],
  ])('find a %s that is not where it should be', async (point, rows) => {
    await session.run(
      `update marts.landmarks set decided_at = decided_at + interval 1 second
      where user_id = 'U3' and decision_point = '${point}'`,
    );
    expect(await failures()).toMatchObject({ moments_are_exact: rows });
  });

  it.each([
    ['a registrant without a landmark', `delete from marts.landmarks where user_id = 'U2'`],
    [
      'a third hour before the first visit',
      `update marts.landmarks set decided_at = timestamp '2021-03-01 12:00:00'
      where user_id = 'U1' and decision_point = 'stay_3h'`,
    ],
    [
      'a fifteenth hour without a third',
      `delete from marts.landmarks where user_id = 'U5' and decision_point = 'stay_3h'`,
    ],
    [
      'a moment after the trial',
      `update marts.landmarks set decided_at = timestamp '2021-03-04 10:00:00'
      where user_id = 'U1' and decision_point = 'last_day'`,
    ],
    [
      'a moment that has not come',
      `update marts.registrants set trial_ends_at = timestamp '2021-06-01 00:00:00' where user_id = 'U2';
      update marts.landmarks set decided_at = timestamp '2021-05-01 00:00:00'
      where user_id = 'U2' and decision_point = 'last_day'`,
    ],
  ])('find %s', async (_, change) => {
    await session.run(change);
    expect(await failures()).toHaveProperty('landmarks_in_order', 1);
  });

  it.each([
    ['a user who is nobody', `delete from marts.registrants where user_id = 'U2'`],
    ['a user twice', `insert into marts.registrants from marts.registrants where user_id = 'U2'`],
    ['a registrant who never applied', `update marts.registrants set user_id = 'U8' where user_id = 'U2'`],
    ['an application that was never made', `update marts.registrants set registered_at = '2021-03-02'`],
    ['a wrong number of applications', 'update marts.registrants set application_count = 2'],
  ])('find %s', async (_, change) => {
    await session.run(change);
    expect(await failures()).toHaveProperty('one_registrant_per_user');
  });

  it.each([
    ['unripe', 'is_ripe = false'],
    ['of nobody', 'label = null'],
    ['that the payments deny', 'label = 1, is_paid = true'],
    ['with a payment that never was', `paid_at = timestamp '2021-03-05 00:00:00'`],
  ])('find a label %s', async (_, change) => {
    await session.run(`update marts.registrants set ${change} where user_id = 'U2'`);
    expect(await failures()).toHaveProperty('labels_are_ripe', 1);
  });

  it('find a label before its days have passed', async () => {
    await rebuild('intermediate.int_trials', 'to_days($horizon_days)', 'to_days($horizon_days - 14)');
    expect(await failures()).toHaveProperty('labels_are_ripe');
  });

  // Each keeps the length of the stay unless the length is what is wrong.
  it.each([
    ['that overlap', 2, `entered_at = '2021-03-01 14:59:59', left_at = '2021-03-01 15:29:59'`, 1],
    ['before the application', 1, `entered_at = '2021-03-01 09:59:59', left_at = '2021-03-01 10:59:59'`, 1],
    ['after the payment', 3, `entered_at = '2021-03-02 15:30:01', left_at = '2021-03-02 18:00:01'`, 1],
    ['that end before they begin', 3, `left_at = '2021-03-02 10:29:59', stay_second = -1`, 1],
    ['of another length', 3, 'stay_second = 9001', 1],
    ['whose sum is wrong', 3, 'stay_before_second = 5401', 1],
    ['of nobody', 3, `user_id = 'U8', stay_before_second = 0`, 1],
  ])('find stays %s', async (_, stay, change, rows) => {
    await session.run(
      `update intermediate.int_stays set ${change} where user_id = 'U1' and stay_number = ${stay}`,
    );
    expect(await failures()).toHaveProperty('stays_do_not_overlap', rows);
  });

  it.each([
    ['trial_register', 'intermediate.int_applications'],
    ['trial_payment', 'intermediate.int_payments'],
    ['trial_access_log', 'intermediate.int_door_events'],
    ['trial_visit_info', 'intermediate.int_visit_rows'],
    ['site_area', 'staging.stg_sites'],
  ])('find a row of %s that was lost on the way', async (table, model) => {
    await session.run(`update ${model} set raw_rows = raw_rows + 1`);
    const error = await runAudits(session, project, inMay).catch((reason: unknown) => reason);
    expect((error as AuditError).failures).toMatchObject([
      { audit: 'sql/trial/audits/rows_add_up.sql', rows: 1, examples: [{ source_table: table }] },
    ]);
  });

  it('find raw rows that no model has seen', async () => {
    await insertRows(session, { trial_access_log: [['U2', 'S1', '2021-03-03 09:00:00', 1]] });
    expect(await failures()).toEqual({ access_before_moment: 1, rows_add_up: 1, stay_before_moment: 1 });
  });
});

describe('audits find a model that', () => {
  it('lets events at the moment in', async () => {
    await insertRows(session, { trial_access_log: [['U5', 'S1', '2021-03-11 12:00:00', 1]] });
    await rebuild(
      'intermediate.int_moment_stays',
      'stays.entered_at < moments',
      'stays.entered_at <= moments',
    );
    expect(await failures()).toMatchObject({ access_before_moment: 1 });
  });

  it('counts stays to their end instead of to the moment', async () => {
    await rebuild(
      'intermediate.int_moment_stays',
      'least(stays.left_at, moments.decided_at)',
      'stays.left_at',
    );
    expect(await failures()).toMatchObject({ stay_before_moment: 9, moments_are_exact: 9 });
  });

  it('knows of check-outs before they happen', async () => {
    await rebuild('intermediate.int_moment_stays', 'and stays.left_at < moments.decided_at', '');
    expect(await failures()).toMatchObject({ access_before_moment: 5 });
  });

  it('lets what happened after the payment in', async () => {
    await rebuild('intermediate.int_trials', 'least(trial_ends_at, paid_at)', 'trial_ends_at');
    await rebuild('intermediate.int_door_events', `'after_payment'`, `'kept'`);
    expect(await failures()).toMatchObject({ access_before_moment: 1, stays_do_not_overlap: 1 });
  });
});
