import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listMisfits, number, type ReadSample, readSample, toShares } from '../read-sample.ts';

// Printed numbers of the trial spec, sections 1.1 to 1.4; three times its 9,629 registrants, for narrower tests.
const views = `
  create or replace temp table customers as
  select user_id, max("timestamp") as registered_at, count(*) as applications from trial_register group by all;
  create or replace temp table payments as select user_id, max(is_payment) as paid from trial_payment group by all;
  create or replace temp table days as
  select distinct user_id, date, stay_time_second from trial_visit_info;
  create or replace temp table visitors as
  select user_id, count(distinct date) as days, sum(stay_time_second) / 3600 as hours from days group by all`;
const CUSTOMERS = 28_887;
/** Registered early enough for every payment to be known. */
const ripe = "registered_at < '2021-11-15'";

async function open(profile: 'demo' | 'seed', paidAt = false): Promise<ReadSample> {
  const input = { pipeline: 'trial-conversion', customers: CUSTOMERS, profile, seed: 5, paidAt } as const;
  const sample = await readSample(input);
  await sample.rows(views);
  return sample;
}

describe('seed: the printed tables', () => {
  let sample: ReadSample;
  beforeAll(async () => {
    sample = await open('seed');
  });
  afterAll(() => sample.close());

  test('every customer has an application and an id of its own', async () => {
    expect(await sample.value('select count(*) from customers')).toBe(CUSTOMERS);
  });

  test('registrants by month within 0.6 points, by weekday within 1', async () => {
    const months = [717, 537, 579, 498, 718, 899, 841, 1042, 1105, 820, 849, 1024];
    const byMonth = await sample.table('select month(registered_at), count(*) from customers group by all');
    expect(listMisfits(toShares(byMonth), toShares(number(months, 1)), 0.006)).toEqual({});
    const weekdays = [2100, 1515, 1505, 1540, 1475, 670, 790];
    const byWeekday = await sample.table(
      'select isodow(registered_at), count(*) from customers group by all',
    );
    expect(listMisfits(toShares(byWeekday), toShares(number(weekdays, 1)), 0.01)).toEqual({});
  });

  test('payment rate by month within 4 points, .379 over all', async () => {
    const rates = [0.374, 0.371, 0.385, 0.356, 0.464, 0.44, 0.384, 0.367, 0.344, 0.386, 0.37, 0.338];
    const query = `from customers join payments using (user_id) where ${ripe}`;
    const byMonth = await sample.table(`select month(registered_at), avg(paid) ${query} group by all`);
    expect(listMisfits(byMonth, number(rates, 1), 0.04)).toEqual({});
    expect(Math.abs((await sample.value(`select avg(paid) ${query}`)) - 0.379)).toBeLessThan(0.012);
  });

  test('68 % show up and pay 4 points more often than the others', async () => {
    const shown = (await sample.value('select count(*) from visitors')) / CUSTOMERS;
    expect(Math.abs(shown - 0.679)).toBeLessThan(0.012);
    const gap = await sample.value(
      `select avg(paid) filter (visitors.user_id is not null) - avg(paid) filter (visitors.user_id is null)
      from customers join payments using (user_id) left join visitors using (user_id) where ${ripe}`,
    );
    expect(Math.abs(gap - 0.042)).toBeLessThan(0.02);
  });

  test('days visited within 3 points; stay quartiles 2.9, 6.1, 11.3 hours within 8 %', async () => {
    const days = toShares(await sample.table('select days, count(*) from visitors group by all'));
    expect(listMisfits(days, toShares({ 1: 3050, 2: 1835, 3: 1255, 4: 80 }), 0.03)).toEqual({});
    for (const [share, printed] of [
      [0.25, 2.9],
      [0.5, 6.1],
      [0.75, 11.3],
    ] as const) {
      const hours = await sample.value(`select quantile_cont(hours, ${share}) from visitors`);
      expect(Math.abs(hours / printed - 1), `quantile ${share}`).toBeLessThan(0.08);
    }
    expect(await sample.value('select max(hours) from visitors')).toBeLessThan(72);
  });

  test('door events: mean 9.7 a visitor within 8 %, bins within 7 points, sites 2.5, weekdays 3.5', async () => {
    const perVisitor = `select user_id, count(*) as n from trial_access_log group by all`;
    const mean = await sample.value(`select avg(n) from (${perVisitor})`);
    expect(Math.abs(mean / 9.7 - 1)).toBeLessThan(0.08);
    const bins = await sample.table(
      `select case when n <= 3 then 'a' when n <= 10 then 'b' when n <= 20 then 'c' else 'd' end, count(*)
      from (${perVisitor}) group by all`,
    );
    expect(listMisfits(toShares(bins), toShares({ a: 1567, b: 2824, c: 1404, d: 739 }), 0.07)).toEqual({});
    const sites = await sample.table('select site_id, count(*) from trial_access_log group by all');
    const printed = { 1: 7400, 2: 6400, 3: 17100, 4: 4500, 5: 6350, 6: 13900, 17: 3900, 47: 2700, 49: 1350 };
    expect(listMisfits(toShares(sites), toShares(printed), 0.025)).toEqual({});
    const weekdays = [6200, 10650, 12600, 10300, 9800, 7450, 6100];
    const byWeekday = await sample.table(
      'select isodow("timestamp"), count(*) from trial_access_log group by all',
    );
    expect(listMisfits(toShares(byWeekday), toShares(number(weekdays, 1)), 0.035)).toEqual({});
  });

  // The print has 859 and 701 visitors: two standard errors of its largest shares are 2.2 and 2.7 points.
  test('first visits by hour, on Tuesdays and on Saturdays, within 2 points', async () => {
    const night = { tuesday: [11, 2, 0, 0, 0, 1, 2, 15], saturday: [7, 3, 0, 1, 1, 0, 1, 1] };
    const day = {
      tuesday: [35, 70, 77, 54, 71, 103, 94, 76, 44, 39, 46, 50, 32, 28, 7, 2],
      saturday: [13, 31, 29, 45, 75, 102, 103, 96, 57, 39, 40, 21, 20, 8, 3, 5],
    };
    for (const [name, weekday] of [
      ['tuesday', 2],
      ['saturday', 6],
    ] as const) {
      const byHour = await sample.table(
        `select hour(entered_at), count(*) from (
          select min("timestamp") as entered_at from trial_access_log where checkin = 1 group by user_id
        ) where isodow(entered_at) = ${weekday} group by all`,
      );
      const everyHour = { ...number(Array<number>(24).fill(0), 0), ...byHour };
      const printed = toShares(number([...night[name], ...day[name]], 0));
      expect(listMisfits(toShares(everyHour), printed, 0.02), name).toEqual({});
    }
  });

  // Events come ten to a customer: among 9,629 registrants a share has a standard error of .8 points.
  test('door events by quarter within 2.5 points', async () => {
    const byQuarter = await sample.table(
      'select quarter("timestamp"), count(*) from trial_access_log group by all',
    );
    const printed = toShares(number([11_950, 13_300, 18_900, 19_150], 1));
    expect(listMisfits(toShares(byQuarter), printed, 0.025)).toEqual({});
  });

  test('a stay begins and ends within the 72 hours of the application that counts', async () => {
    const outside = await sample.value(
      `select count(*) from trial_access_log join customers using (user_id)
      where applications = 1
      and ("timestamp" < registered_at or "timestamp" > registered_at + interval 72 hours)`,
    );
    expect(outside).toBe(0);
  });

  test('areas are those of the table', async () => {
    expect(await sample.table('select site_id, area from site_area')).toEqual({
      1: 50,
      2: 100,
      3: 150,
      4: 100,
      5: 150,
      6: 150,
      17: 50,
      47: 50,
      49: 50,
    });
  });

  test('applied twice, paid twice, no times, no exit: the dirt is there in its measure', async () => {
    const twice = await sample.value('select count(*) filter (applications > 1) / count(*) from customers');
    expect(Math.abs(twice - 0.025)).toBeLessThan(0.005);
    const payments = 'select count(*) - count(distinct user_id) from trial_payment';
    expect(await sample.value(payments)).toBeGreaterThan(CUSTOMERS * 0.001);
    expect(await sample.value('select count(*) from (select distinct * from trial_payment)')).toBe(
      await sample.value('select count(distinct user_id) from trial_payment'),
    );
    const untimed = await sample.value(
      'select count(*) filter (first_enter_time is null) / count(*) from trial_visit_info',
    );
    expect(Math.abs(untimed - 555 / 11_300)).toBeLessThan(0.007);
    const [doors] = await sample.rows<{ entries: bigint; exits: bigint }>(
      `select count(*) filter (checkin = 1) as entries, count(*) filter (checkin = 0) as exits
      from trial_access_log`,
    );
    const lost = 1 - Number(doors!.exits) / Number(doors!.entries);
    expect(lost).toBeGreaterThan(0.005);
    expect(lost).toBeLessThan(0.015);
    const late = await sample.value(
      `select count(*) from visitors join customers using (user_id)
      join (select user_id, min("timestamp") as entered_at from trial_access_log group by all) using (user_id)
      where entered_at < registered_at`,
    );
    expect(late).toBeGreaterThan(0);
  });

  test('nothing happens at or after the end of the sample', async () => {
    for (const table of ['trial_register', 'trial_access_log']) {
      expect(await sample.value(`select count(*) from ${table} where "timestamp" >= '2022-01-01'`)).toBe(0);
    }
  });

  test('the truth is nearly flat: AUC about .548, below .565 at every point with its noise', async () => {
    for (const { decision_point, auc } of await sample.rows<Auc>(aucs)) {
      expect(auc, decision_point).toBeGreaterThan(0.49);
      expect(auc, decision_point).toBeLessThan(0.565);
    }
  });
});

interface Auc {
  decision_point: string;
  auc: number;
}

/** Mann-Whitney AUC of E[p | known] by decision point, on ripe customers; ties get the mean rank. */
const aucs = `
  with ranked as (
    select
      decision_point,
      paid,
      rank() over (partition by decision_point order by probability)
      + (count(*) over (partition by decision_point, probability) - 1) / 2 as rank
    from truth_decision_points join payments using (user_id)
    where decided_at < '2021-11-15'
  )
  select
    decision_point,
    (sum(rank) filter (paid = 1) - sum(paid) * (sum(paid) + 1) / 2) / (sum(paid) * sum(1 - paid)) as auc
  from ranked group by all order by decision_point`;

describe('demo: the planted truth', () => {
  let sample: ReadSample;
  beforeAll(async () => {
    sample = await open('demo', true);
  });
  afterAll(() => sample.close());

  test('AUC of E[p | known] is at least .68 at every decision point', async () => {
    const rows = await sample.rows<Auc>(aucs);
    expect(rows.map((row) => row.decision_point)).toEqual([
      'first_visit',
      'last_day',
      'registration',
      'stay_15h',
      'stay_3h',
    ]);
    for (const { decision_point, auc } of rows) expect(auc, decision_point).toBeGreaterThan(0.68);
  });

  test('E[p | known] is calibrated at each decision point, by quarters', async () => {
    const rows = await sample.rows<{ decision_point: string; planted: number; observed: number; n: bigint }>(
      `select decision_point, quarter, avg(probability) as planted, avg(paid) as observed, count(*) as n
      from (
        select *, ntile(4) over (partition by decision_point order by probability, user_id) as quarter
        from truth_decision_points join payments using (user_id) where decided_at < '2021-11-15'
      ) group by all`,
    );
    expect(rows).toHaveLength(20);
    for (const { decision_point, planted, observed, n } of rows) {
      const deviation = Math.sqrt((planted * (1 - planted)) / Number(n));
      expect(Math.abs(planted - observed), decision_point).toBeLessThan(4 * deviation);
    }
  });

  test('later moments know more: the final probability is closest to what is known on the last day', async () => {
    const errors = await sample.table(
      `select decision_point, avg(abs(points.probability - truth.probability))
      from truth_decision_points as points join truth_customers as truth using (user_id) group by all`,
    );
    expect(errors.registration).toBeGreaterThan(errors.first_visit!);
    expect(errors.first_visit).toBeGreaterThan(errors.stay_3h!);
    expect(errors.last_day).toBeLessThan(errors.registration! / 2);
  });

  test('decision moments are those of the door log', async () => {
    const wrong = await sample.value(
      `select count(*) from (
        select user_id, min("timestamp") as entered_at from trial_access_log group by all
      ) join truth_decision_points using (user_id)
      where decision_point = 'first_visit' and entered_at <> decided_at`,
    );
    expect(wrong).toBe(0);
    const reached = await sample.table(
      `select decision_point, count(*) from truth_decision_points join visitors using (user_id)
      where (decision_point = 'stay_3h' and hours < 3) or (decision_point = 'stay_15h' and hours < 15) group by all`,
    );
    expect(reached).toEqual({});
  });

  test('payment times: none without a payment, all after the application, 30 % within the trial', async () => {
    expect(
      await sample.value(
        'select count(*) from trial_payment where (is_payment = 1) <> (paid_at is not null)',
      ),
    ).toBe(0);
    const [row] = await sample.rows<{ early: bigint; within: number }>(
      `select
        count(*) filter (paid_at < registered_at) as early,
        avg((paid_at < registered_at + interval 72 hours)::integer) as within
      from trial_payment join customers using (user_id) where applications = 1 and paid_at is not null and ${ripe}`,
    );
    expect(row!.early).toBe(0n);
    expect(Math.abs(row!.within - 0.3)).toBeLessThan(0.02);
  });

  test('those who have not paid yet pay within 14 days as often as the truth says', async () => {
    const rows = await sample.rows<{ decision_point: string; planted: number; observed: number; n: bigint }>(
      `select
        decision_point,
        avg(probability_at_risk) as planted,
        avg(coalesce(paid_at < registered_at + interval 408 hours, false)::integer) as observed,
        count(*) as n
      from truth_decision_points
      join customers using (user_id)
      join (select user_id, max(paid_at) as paid_at from trial_payment group by all) using (user_id)
      where is_at_risk and applications = 1 and decided_at < '2021-11-15' group by all`,
    );
    expect(rows).toHaveLength(5);
    for (const { decision_point, planted, observed, n } of rows) {
      const deviation = Math.sqrt((planted * (1 - planted)) / Number(n));
      expect(Math.abs(planted - observed), decision_point).toBeLessThan(4 * deviation);
    }
  });
});
