import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listMisfits, type ReadSample, readSample, toShares } from '../read-sample.ts';

/**
 * What happened after each cut, from the raw tables alone: one row per customer and cut with the set of affiliates
 * first used in the earliest hour of the 60 days (`labels`, null without any), and the affiliate visited last.
 */
const outcomes = `
  create or replace temp table visits as
  select cust, cop_c, strptime(de_dt::varchar, '%Y%m%d') + to_hours(de_hr) as used_at
  from (
    select cust, cop_c, de_dt, de_hr from PDDE union all select cust, cop_c, de_dt, de_hr from COP_U
    union all select cust, cop_c, de_dt, de_hr from LPAY
  );
  create or replace temp table first_uses as select cust, cop_c, min(used_at) as used_at from visits group by all;
  create or replace temp table cuts as
  select distinct cut_date from truth_next_affiliates where cut_date between '2021-04-01' and '2021-11-01';
  create or replace temp table latest as
  select cut_date, cust, arg_max(cop_c, (used_at, cop_c)) as latest
  from visits, cuts where used_at < cut_date group by all;
  create or replace temp table outcomes as
  with upcoming as (
    select cut_date, cust, min(used_at) as used_at
    from first_uses, cuts
    where used_at >= cut_date and used_at < cut_date + interval 60 days
    group by all
  )
  select latest.*, list(first_uses.cop_c) filter (first_uses.cop_c is not null) as labels
  from latest
  left join upcoming using (cut_date, cust)
  left join first_uses on first_uses.cust = latest.cust and first_uses.used_at = upcoming.used_at
  group by all`;

/** hit@1 on the last ripe cut of the truth, first-order transitions and popularity, used affiliates masked. */
const hits = `
  with pairs as (
    select latest, unnest(labels) as affiliate from outcomes where cut_date <= '2021-09-01'
  ),
  popularity as (select affiliate, count(*) / sum(count(*)) over () as share from pairs group by all),
  transitions as (select latest, affiliate, count(*) as n from pairs group by all),
  scored as (
    select
      outcomes.cust,
      list_contains(labels, truth.affiliate) as hit,
      truth.probability,
      coalesce(popularity.share, 0) as popular,
      coalesce(transitions.n, 0) + 5 * coalesce(popularity.share, 0) as transition
    from outcomes
    inner join truth_next_affiliates as truth on truth.cust = outcomes.cust and truth.cut_date = outcomes.cut_date
    left join popularity on popularity.affiliate = truth.affiliate
    left join transitions on transitions.latest = outcomes.latest and transitions.affiliate = truth.affiliate
    where outcomes.cut_date = '2021-11-01' and labels is not null
  )
  select avg(truth::integer) as truth, avg(transition::integer) as transition, avg(popular::integer) as popular
  from (
    select
      cust,
      arg_max(hit, probability) as truth,
      arg_max(hit, transition) as transition,
      arg_max(hit, popular) as popular
    from scored group by all
  )`;

interface Hits {
  truth: number;
  transition: number;
  popular: number;
}

async function open(profile: 'demo' | 'seed'): Promise<ReadSample> {
  const sample = await readSample({ pipeline: 'affiliate-expansion', customers: 6000, profile, seed: 3 });
  await sample.rows(outcomes);
  return sample;
}

describe('demo', () => {
  let sample: ReadSample;
  beforeAll(async () => {
    sample = await open('demo');
  });
  afterAll(() => sample.close());

  test('the truth is far ahead of transitions and of popularity', async () => {
    const [row] = await sample.rows<Hits>(hits);
    expect(row!.truth - row!.transition).toBeGreaterThan(0.18);
    expect(row!.truth - row!.popular).toBeGreaterThan(0.18);
  });

  test('the truth is calibrated: planted and observed rates of any new affiliate agree by fifths', async () => {
    const fifths = await sample.rows<{ fifth: bigint; planted: number; observed: number }>(
      `with planted as (
        select cut_date, cust, sum(probability) as p from truth_next_affiliates group by all
      )
      select fifth, avg(p) as planted, avg((labels is not null)::integer) as observed
      from (
        select p, labels, ntile(5) over (order by p, cust, cut_date) as fifth
        from planted join outcomes using (cut_date, cust)
      ) group by all order by fifth`,
    );
    for (const { planted, observed } of fifths) expect(Math.abs(planted - observed)).toBeLessThan(0.02);
    expect(fifths.at(-1)!.planted - fifths[0]!.planted).toBeGreaterThan(0.2);
  });

  test('the truth is calibrated for each affiliate', async () => {
    const rows = await sample.rows<{ affiliate: string; planted: number; observed: number }>(
      `select
        truth.affiliate,
        sum(truth.probability) as planted,
        sum(coalesce(list_contains(labels, truth.affiliate), false)::integer)::integer as observed
      from truth_next_affiliates as truth join outcomes using (cut_date, cust)
      group by all order by 1`,
    );
    expect(rows).toHaveLength(14);
    // Eight overlapping 60-day windows count a first use about twice: four deviations of such a count.
    for (const { affiliate, planted, observed } of rows) {
      expect(Math.abs(observed - planted), affiliate).toBeLessThan(4 * Math.sqrt(2 * planted));
    }
  });

  test('only affiliates not used before the cut have a probability, and every one of them has', async () => {
    const [row] = await sample.rows<{ used: bigint; missing: bigint }>(
      `select
        count(*) filter (first_uses.used_at < cut_date) as used,
        (
          select count(*) from first_uses, cuts
          where first_uses.used_at >= cut_date
          and exists (from latest where latest.cust = first_uses.cust and latest.cut_date = cuts.cut_date)
          and not exists (
            from truth_next_affiliates as truth where truth.cust = first_uses.cust
            and truth.cut_date = cuts.cut_date and truth.affiliate = first_uses.cop_c
          )
        ) as missing
      from truth_next_affiliates as truth
      join first_uses on first_uses.cust = truth.cust and first_uses.cop_c = truth.affiliate`,
    );
    expect(row).toEqual({ used: 0n, missing: 0n });
  });

  test('nobody visits before arriving or after leaving', async () => {
    const strays = await sample.value(
      `select count(*) from visits join truth_customers using (cust)
      where used_at::date < active_from or used_at::date > active_until`,
    );
    expect(strays).toBe(0);
  });
});

describe('seed', () => {
  let sample: ReadSample;
  beforeAll(async () => {
    sample = await open('seed');
  });
  afterAll(() => sample.close());

  test('even the truth hardly beats transitions', async () => {
    const [row] = await sample.rows<Hits>(hits);
    expect(row!.truth - row!.transition).toBeLessThan(0.05);
    expect(row!.transition).toBeGreaterThan(0.25);
  });

  test('the second affiliate follows the printed shares of the first extension within 4 points', async () => {
    const second = await sample.table(
      `select affiliate, count(*) from (
        select list(cop_c order by used_at, cop_c)[2] as affiliate from first_uses group by cust
      ) where affiliate is not null group by all`,
    );
    const printed = { A01: 22.3, A02: 18.7, A03: 6.3, A04: 6.8, A05: 2.1, A06: 11.4, B01: 0.7, C01: 6.1 };
    const rest = { C02: 1.3, D01: 13.1, D02: 7.6, E01: 0.4, L00: 1.6, L01: 1.5 };
    expect(listMisfits(toShares(second), toShares({ ...printed, ...rest }), 0.04)).toEqual({});
  });
});
