import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BinCount, ClaimCounts, VolumeCount } from '../../../models/insights/claim-counts.ts';
import type { Insight } from '../../../models/insights/insight.ts';
import { testClaims } from '../../../models/insights/test-claims.ts';
import { TRIAL_CLAIMS } from '../../../models/insights/trial-claims/index.ts';
import { buildModels } from '../../../platform/sql/build-models.ts';
import { trialEffects } from '../../../sample/trial/spec/effects.ts';
import { openSample } from '../../sql/trial/open-sample.ts';
import { trialProject } from '../../sql/trial/open-source.ts';
import { createTemporaryDirectory } from '../../support/temporary-directory.ts';

/** The specification's size, and so many samples pooled that a planted effect of two points can be seen. */
const CUSTOMERS = 9_600;
const SEEDS = [1, 2, 3];

const directory = createTemporaryDirectory();
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** The marts that claims are tested on, of one sample. */
async function countSample(profile: 'demo' | 'seed', seed: number, paidAt: boolean): Promise<ClaimCounts> {
  const source = join(directory, `${profile}-${seed}-${paidAt}`);
  const session = await openSample(source, { customers: CUSTOMERS, paidAt, profile, seed });
  try {
    await buildModels(session, await trialProject(), {
      targets: ['marts.claim_counts', 'marts.claim_volumes'],
      params: { as_of: { date: '2022-01-01' }, horizon_days: 14 },
    });
    const bins = await session.rows<BinCount>('from marts.claim_counts order by dimension, bin');
    const volumes = await session.rows<VolumeCount>('from marts.claim_volumes order by year, month, weekday');
    return { bins, volumes };
  } finally {
    await session.close();
  }
}

/** Samples as one: the counts of each bin and day added up. */
function pool(samples: readonly ClaimCounts[]): ClaimCounts {
  const bins = new Map<string, BinCount>();
  for (const row of samples.flatMap((sample) => sample.bins)) {
    const key = `${row.dimension} ${row.bin}`;
    const known = bins.get(key) ?? { ...row, registrants: 0, payers: 0 };
    const registrants = known.registrants + row.registrants;
    bins.set(key, { ...known, registrants, payers: known.payers + row.payers });
  }
  const days = samples[0]!.volumes.map((row, index) => {
    const others = samples.slice(1).map(({ volumes }) => volumes[index]!);
    const add = (
      name: 'registrants' | 'payers' | 'first_visitors' | 'first_visitor_payers' | 'door_events',
    ) => others.reduce((sum, other) => sum + other[name], row[name]);
    return {
      ...row,
      registrants: add('registrants'),
      payers: add('payers'),
      first_visitors: add('first_visitors'),
      first_visitor_payers: add('first_visitor_payers'),
      door_events: add('door_events'),
    };
  });
  return { bins: [...bins.values()], volumes: days };
}

async function testPooled(profile: 'demo' | 'seed'): Promise<Map<string, Insight>> {
  const samples: ClaimCounts[] = [];
  for (const seed of SEEDS) samples.push(await countSample(profile, seed, false));
  const insights = testClaims(TRIAL_CLAIMS, pool(samples), { seed: 1, resamples: 999 });
  return new Map(insights.map((insight) => [insight.claim_id, insight]));
}

const verdictsOf = (insights: ReadonlyMap<string, Insight>) =>
  Object.fromEntries([...insights].map(([id, { verdict }]) => [id, verdict]));
const figuresOf = (insights: ReadonlyMap<string, Insight>, id: string) =>
  JSON.parse(insights.get(id)!.evidence).figures as Record<string, unknown>;

describe('the nearly flat sample', () => {
  let insights: Map<string, Insight>;
  beforeAll(async () => {
    insights = await testPooled('seed');
  }, 120_000);

  it('gets the verdicts of the specification, section 8, points 6 to 9', () => {
    expect(verdictsOf(insights)).toMatchObject({
      // 6
      'payers-peak-3h': 'supported',
      'fifteen-hours-best': 'not supported',
      'stay-hours-differ': 'refuted',
      'three-hour-decision': 'not testable',
      // 7
      'second-half-applications': 'supported',
      'second-half-payers': 'supported',
      'second-half-conversion': 'refuted',
      'may-june-conversion': 'supported',
      'september-december-conversion': 'supported',
      'september-december-none': 'refuted',
      // 8
      'weekday-applications': 'supported',
      'weekday-payers': 'supported',
      'weekday-weekend-alike': 'supported',
      'tuesday-thursday-visitors': 'not supported',
      // 9
      'access-4-10-lower': 'not supported',
      'access-bins-differ': 'refuted',
    });
  });

  it('has no site, hour or number of visits that stands out, for none was planted', () => {
    for (const id of ['sites-differ', 'best-site', 'worst-site', 'best-weekday-hour', 'weekday-hours-differ'])
      expect(insights.get(id)?.verdict, id).not.toBe('supported');
    for (const id of ['morning-visitors', 'evening-visitors', 'visit-days-differ'])
      expect(insights.get(id)?.verdict, id).not.toBe('supported');
  });

  it('finds the four points between visitors and others', () => {
    const { verdict, low, high } = insights.get('visitors-convert-more')!;
    const { visited, neverVisited } = trialEffects.seed;
    const planted = 0.38 * 0.62 * (visited - neverVisited);
    expect(verdict).toBe('supported');
    expect([low! < planted, planted < high!]).toEqual([true, true]);
  });
});

describe('the sample with a signal', () => {
  let insights: Map<string, Insight>;
  beforeAll(async () => {
    insights = await testPooled('demo');
  }, 120_000);

  it('shows what was planted', () => {
    expect(verdictsOf(insights)).toMatchObject({
      // The wave around May outweighs that more people apply in the second half.
      'second-half-applications': 'supported',
      'second-half-payers': 'refuted',
      'second-half-conversion': 'refuted',
      'may-june-conversion': 'supported',
      'months-differ': 'supported',
      'best-month': 'supported',
      'worst-month': 'supported',
      // Mondays pay more often, weekends less.
      'weekday-weekend-alike': 'refuted',
      'best-weekday': 'supported',
      'weekdays-differ': 'supported',
      'weekend-visitors': 'supported',
      // Mornings pay more often, evenings less.
      'morning-visitors': 'supported',
      'evening-visitors': 'refuted',
      'sites-differ': 'supported',
      'best-site': 'supported',
      'worst-site': 'supported',
      'visitors-convert-more': 'supported',
      'fifteen-hours-best': 'not supported',
    });
  });

  it('names the months, day and sites that were planted', () => {
    expect(['5', '6']).toContain(figuresOf(insights, 'best-month').bin);
    expect(['11', '12']).toContain(figuresOf(insights, 'worst-month').bin);
    expect(figuresOf(insights, 'best-weekday').bin).toBe('1');
    expect(['1', '6', '49', '5']).toContain(figuresOf(insights, 'best-site').bin);
    expect(['2', '4']).toContain(figuresOf(insights, 'worst-site').bin);
  });
});

describe('a sample with payment times', () => {
  let counts: ClaimCounts;
  beforeAll(async () => {
    counts = await countSample('demo', 4, true);
  }, 60_000);

  it('shows that few decide at 3 hours: payments are spread over 30 days, whatever the stay', () => {
    const claims = TRIAL_CLAIMS.filter(({ id }) => id === 'three-hour-decision');
    const [insight] = testClaims(claims, counts, { seed: 1, resamples: 99 });
    expect(insight).toMatchObject({ verdict: 'refuted' });
    expect(insight!.high).toBeLessThan(-0.4);
  });

  it('has every bin that a claim names', () => {
    const known = new Set(counts.bins.map(({ dimension, bin }) => `${dimension} ${bin}`));
    const named = TRIAL_CLAIMS.flatMap(({ test }) => {
      if (test.kind === 'volume') return [];
      const groups = ['of' in test ? test.of.bins : [], 'against' in test ? test.against.bins : []].flat();
      if (test.kind === 'standout' && test.bin !== undefined) groups.push(test.bin);
      return groups.map((bin) => `${test.dimension} ${bin}`);
    });
    // At these hours of the night nobody comes for the first time.
    expect(named.filter((bin) => !known.has(bin) && !/^weekday_visit_hour [2-4]$/.test(bin))).toEqual([]);
  });

  it('has every dimension that a claim is about', () => {
    const known = new Set(counts.bins.map(({ dimension }) => dimension));
    const named = new Set(TRIAL_CLAIMS.flatMap(({ test }) => ('dimension' in test ? [test.dimension] : [])));
    expect(named).toEqual(known);
  });
});
