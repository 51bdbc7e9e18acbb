import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DecisionPoint } from '../models/contracts/decision-point.ts';
import type { GatePolicy } from '../models/gates/policy.ts';
import type { Recipe } from '../models/recipes/recipe.ts';
import { openSample } from '../test/sql/trial/open-sample.ts';
import { judgeNight } from './judge-night.ts';
import { readTrialPoints, SOURCE_ENDS } from './trial-points.ts';

/** Companies that have no champion yet. */
export interface FirstChampionsPlan {
  readonly profile: 'demo' | 'seed';
  readonly customers: number;
  readonly points: readonly DecisionPoint[];
  readonly recipes: readonly Recipe[];
  readonly policy: GatePolicy;
  /** One company for each, the last included. */
  readonly seeds: { readonly first: number; readonly last: number };
}

/** How often a first champion was made. */
export interface FirstChampions {
  /** Companies in which the model of any point was approved. */
  any: number;
  points: PointRate[];
}

interface PointRate {
  point: DecisionPoint;
  /** Companies with data enough to decide. */
  judged: number;
  approved: number;
  /** How often each rule failed where there was data enough, the most frequent first. */
  failures: [rule: string, count: number][];
}

/** Judges a company of every seed, each generated anew, as the first night of each. */
export async function measureFirstChampions(
  parent: string,
  plan: FirstChampionsPlan,
  onCompany: (seed: number, approved: number) => void,
): Promise<FirstChampions> {
  const counted = new Map(
    plan.points.map((point) => [point, { judged: 0, approved: 0, failures: new Map<string, number>() }]),
  );
  let any = 0;
  for (let seed = plan.seeds.first; seed <= plan.seeds.last; seed++) {
    let isAny = false;
    for (const verdict of await judgeCompany(parent, { ...plan, seed })) {
      const counts = counted.get(verdict.decision_point as DecisionPoint)!;
      if (verdict.verdict === 'INSUFFICIENT_DATA') continue;
      counts.judged++;
      if (verdict.verdict === 'PROMOTED') {
        counts.approved++;
        isAny = true;
      }
      for (const { rule, pass } of verdict.rules)
        if (!pass) counts.failures.set(rule, (counts.failures.get(rule) ?? 0) + 1);
    }
    if (isAny) any++;
    onCompany(seed, any);
  }
  const points = [...counted].map(([point, { failures, ...rest }]) => ({
    point,
    ...rest,
    failures: [...failures].sort(([, a], [, b]) => b - a),
  }));
  return { any, points };
}

async function judgeCompany(parent: string, plan: FirstChampionsPlan & { seed: number }) {
  const directory = await mkdtemp(join(parent, 'company-'));
  const session = await openSample(join(directory, 'source'), { ...plan, paidAt: false });
  try {
    const verdicts = [];
    for (const point of await readTrialPoints(session, { ...plan, directory }))
      verdicts.push(
        (await judgeNight(point, { ...plan, asOf: SOURCE_ENDS, before: null, directory })).verdict,
      );
    return verdicts;
  } finally {
    await session.close();
    await rm(directory, { recursive: true, force: true });
  }
}
