import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DecisionPoint } from '../models/contracts/decision-point.ts';
import type { GatePolicy } from '../models/gates/policy.ts';
import type { Verdict } from '../models/gates/verdict.ts';
import { createRandom, splitSeed } from '../models/random.ts';
import { type Examples, joinExamples, takeExamples } from '../models/recipes/examples.ts';
import type { Recipe } from '../models/recipes/recipe.ts';
import { openSample } from '../test/sql/trial/open-sample.ts';
import { judgePoint } from './judge-point.ts';
import { readTrialPoints, type TrialPoint } from './trial-points.ts';

/** Companies in which there is next to nothing to find. */
export interface NullPlan {
  readonly customers: number;
  readonly points: readonly DecisionPoint[];
  readonly recipes: readonly Recipe[];
  readonly policy: GatePolicy;
}

/** The verdicts of one company, one for each decision point. */
export type JudgeNull = (seed: number) => Promise<Verdict[]>;

/** What became of so many companies. */
export interface NullRates {
  /** Companies in which the model of any decision point was approved, or none could be judged. */
  approved: number;
  undecided: number;
  /** How often each rule failed, the most frequent first. */
  failures: [rule: string, count: number][];
}

/** Judges companies 1 to `seeds`. */
export async function measureNulls(
  judge: JudgeNull,
  seeds: number,
  onSeed: (seed: number, rates: Pick<NullRates, 'approved'>) => void,
): Promise<NullRates> {
  const counts = { approved: 0, undecided: 0 };
  const failures = new Map<string, number>();
  for (let seed = 1; seed <= seeds; seed++) {
    const verdicts = await judge(seed);
    if (verdicts.some(({ verdict }) => verdict === 'PROMOTED')) counts.approved++;
    if (verdicts.every(({ verdict }) => verdict === 'INSUFFICIENT_DATA')) counts.undecided++;
    for (const { rule, pass } of verdicts.flatMap(({ rules }) => rules)) {
      if (!pass) failures.set(rule, (failures.get(rule) ?? 0) + 1);
    }
    onSeed(seed, counts);
  }
  return { ...counts, failures: [...failures].sort(([, a], [, b]) => b - a) };
}

/** Companies of the nearly flat profile, each generated anew. */
export function drawFlatCompanies(parent: string, plan: NullPlan): JudgeNull {
  return (seed) =>
    inDirectory(parent, async (directory) =>
      judgeAll(await readSample(directory, { ...plan, profile: 'seed', seed }), { ...plan, seed, directory }),
    );
}

/** One company with a signal, read once, whose labels are dealt to other rows of the same decision point. */
export async function shuffleOneCompany(parent: string, plan: NullPlan): Promise<JudgeNull> {
  const points = await inDirectory(parent, (directory) =>
    readSample(directory, { ...plan, profile: 'demo', seed: 1 }),
  );
  return (seed) =>
    inDirectory(parent, (directory) =>
      judgeAll(
        points.map((point) => shuffleLabels(point, seed)),
        { ...plan, seed, directory },
      ),
    );
}

/** The same rows, all labels of training, validation and test dealt anew. */
export function shuffleLabels({ point, ...rows }: TrialPoint, seed: number): TrialPoint {
  const all = [rows.training, rows.validation, rows.test].reduce(joinExamples);
  const random = createRandom(splitSeed(seed, `labels of ${point}`));
  const shuffled: Examples = { ...all, labels: Uint8Array.from(random.shuffle(all.labels)) };
  let from = 0;
  const next = ({ labels }: Examples) => {
    const taken = takeExamples(
      shuffled,
      Array.from(labels, (_, row) => from + row),
    );
    from += labels.length;
    return taken;
  };
  return { point, training: next(rows.training), validation: next(rows.validation), test: next(rows.test) };
}

async function judgeAll(
  points: readonly TrialPoint[],
  plan: NullPlan & { seed: number; directory: string },
): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const point of points) verdicts.push((await judgePoint(point, plan)).verdict);
  return verdicts;
}

async function readSample(
  directory: string,
  {
    customers,
    points,
    profile,
    seed,
  }: Pick<NullPlan, 'customers' | 'points'> & { profile: 'demo' | 'seed'; seed: number },
): Promise<TrialPoint[]> {
  const source = join(directory, 'source');
  const session = await openSample(source, { customers, paidAt: false, profile, seed });
  try {
    return await readTrialPoints(session, { directory, points });
  } finally {
    await session.close();
  }
}

async function inDirectory<Result>(
  parent: string,
  work: (directory: string) => Promise<Result>,
): Promise<Result> {
  const directory = await mkdtemp(join(parent, 'null-'));
  try {
    return await work(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
