import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { loadBinaryModel } from '../activities/binary/load-binary-model.ts';
import type { DecisionPoint } from '../models/contracts/decision-point.ts';
import { addDays } from '../models/days.ts';
import type { Verdict } from '../models/gates/verdict.ts';
import { bootstrapMean } from '../models/metrics/bootstrap-mean.ts';
import type { PairedDifference } from '../models/metrics/paired-bootstrap.ts';
import { createRandom, splitSeed } from '../models/random.ts';
import { type Examples, joinExamples, takeExamples } from '../models/recipes/examples.ts';
import { openSample } from '../test/sql/trial/open-sample.ts';
import { judgeNight, type NightlyChampion } from './judge-night.ts';
import type { JudgePlan } from './judge-point.ts';
import { readKnownProbabilities, readTrialPoints } from './trial-points.ts';

/** So many nights of one company, `step` days apart, the last of them on `until`. */
export interface NightsPlan extends Omit<JudgePlan, 'directory'> {
  readonly profile: 'demo' | 'seed';
  readonly customers: number;
  readonly point: DecisionPoint;
  readonly nights: number;
  readonly step: number;
  readonly until: string;
}

/** A night on which another model became the champion. */
export interface Change {
  readonly asOf: string;
  readonly champion: string;
  readonly reason: string;
  /** Customers who came later. */
  readonly later: number;
  /**
   * New champion − the one before, of the first the training rate: mean log-loss to be expected of them by the planted
   * probabilities, in nats; less is better. Null without later customers.
   */
  readonly loss: PairedDifference | null;
}

/** What became of the nights. */
export interface NightsFound {
  readonly verdicts: ReadonlyMap<Verdict['verdict'], number>;
  readonly changes: readonly Change[];
}

/** Goes from night to night, each with the champion that the one before left. */
export async function measureNights(
  parent: string,
  plan: NightsPlan,
  onNight: (asOf: string, verdict: Verdict) => void,
): Promise<NightsFound> {
  const directory = await mkdtemp(join(parent, 'nights-'));
  const source = join(directory, 'source');
  const session = await openSample(source, { ...plan, paidAt: false });
  try {
    const points = [plan.point];
    const known = await readKnownProbabilities(session, { source, point: plan.point });
    const [whole] = await readTrialPoints(session, { directory, points });
    const everyone = joinExamples(whole!.ripe.training, whole!.ripe.validation);
    const verdicts = new Map<Verdict['verdict'], number>();
    const changes: Change[] = [];
    let before: NightlyChampion | null = null;
    for (let night = plan.nights - 1; night >= 0; night--) {
      const asOf = addDays(plan.until, -night * plan.step);
      const [point] = await readTrialPoints(session, { directory, points, asOf });
      const { verdict, champion } = await judgeNight(point!, { ...plan, asOf, before, directory });
      verdicts.set(verdict.verdict, (verdicts.get(verdict.verdict) ?? 0) + 1);
      onNight(asOf, verdict);
      if (champion !== null && champion !== before) {
        const learnt = joinExamples(point!.ripe.training, point!.ripe.validation);
        changes.push({
          asOf,
          champion: champion.champion.name,
          reason: verdict.reason ?? '',
          ...(await foresee(champion, before, { known, learnt, later: takeLater(everyone, asOf), plan })),
        });
      }
      before = champion;
    }
    return { verdicts, changes };
  } finally {
    await session.close();
    await rm(directory, { recursive: true, force: true });
  }
}

function takeLater(examples: Examples, asOf: string): Examples {
  return takeExamples(
    examples,
    examples.decidedOn.flatMap((day, row) => (day >= asOf ? [row] : [])),
  );
}

/** What the change does to customers whom neither champion has seen. */
async function foresee(
  champion: NightlyChampion,
  before: NightlyChampion | null,
  given: { known: ReadonlyMap<string, number>; learnt: Examples; later: Examples; plan: NightsPlan },
): Promise<Pick<Change, 'later' | 'loss'>> {
  const { known, learnt, plan } = given;
  // Who applied twice may have a moment that the generator has none for.
  const later = takeExamples(
    given.later,
    given.later.customers.flatMap((customer, row) => (known.has(customer) ? [row] : [])),
  );
  const rate = learnt.labels.reduce((sum, label) => sum + label, 0) / learnt.labels.length;
  const truth = later.customers.map((customer) => known.get(customer)!);
  const lossesOf = (probabilities: ArrayLike<number>) =>
    truth.map((p, row) => -p * Math.log(probabilities[row]!) - (1 - p) * Math.log(1 - probabilities[row]!));
  const predict = async ({ file }: NightlyChampion) => (await loadBinaryModel(file)).predict(later.table);
  const ours = lossesOf(await predict(champion));
  const theirs = lossesOf(before === null ? truth.map(() => rate) : await predict(before));
  return {
    later: truth.length,
    loss: bootstrapMean(ours, theirs, {
      groups: later.customers,
      resamples: plan.policy.resamples,
      random: createRandom(splitSeed(plan.seed, `later than ${champion.champion.asOf}`)),
    }),
  };
}
