import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { loadBinaryModel } from '../activities/binary/load-binary-model.ts';
import { DECISION_POINTS } from '../models/contracts/decision-point.ts';
import { DEFAULT_POLICY } from '../models/gates/policy.ts';
import type { Verdict } from '../models/gates/verdict.ts';
import { createWeightedAuc } from '../models/metrics/bootstrap-auc.ts';
import { bootstrapEstimate, type Estimate } from '../models/metrics/bootstrap-estimate.ts';
import { createRandom, splitSeed } from '../models/random.ts';
import { takeExamples } from '../models/recipes/examples.ts';
import { NIGHTLY_LINE_UP } from '../models/recipes/line-up.ts';
import { openSample } from '../test/sql/trial/open-sample.ts';
import { judgePoint } from './judge-point.ts';
import { readKnownProbabilities, readTrialPoints } from './trial-points.ts';

/** How near the model of one decision point comes to what could be known at its moment. */
export interface SignalFound {
  readonly point: string;
  readonly chosen: string;
  readonly verdict: Verdict['verdict'];
  /** Rules that the model failed. */
  readonly failures: string[];
  /** Test rows. */
  readonly rows: number;
  /** AUC of the model, of E[p | known then] on the same rows, and the first minus the second. */
  readonly model: number | null;
  readonly known: number | null;
  readonly lead: Estimate | null;
}

/** Fits and judges every decision point of one `demo` source with the nightly line-up, beside the planted truth. */
export async function measureSignal(
  parent: string,
  { seed, customers }: { seed: number; customers: number },
): Promise<SignalFound[]> {
  const directory = await mkdtemp(join(parent, 'signal-'));
  const source = join(directory, 'source');
  const session = await openSample(source, { customers, paidAt: false, profile: 'demo', seed });
  try {
    const found: SignalFound[] = [];
    for (const read of await readTrialPoints(session, { directory, points: DECISION_POINTS })) {
      const { point } = read;
      const known = await readKnownProbabilities(session, { source, point });
      // Who applied twice may have a moment that the generator has none for.
      const test = takeExamples(
        read.test,
        read.test.customers.flatMap((customer, row) => (known.has(customer) ? [row] : [])),
      );
      const { chosen, verdict, model } = await judgePoint(
        { ...read, test },
        { recipes: NIGHTLY_LINE_UP, policy: DEFAULT_POLICY, seed, directory },
      );
      const aucOfModel = createWeightedAuc((await loadBinaryModel(model)).predict(test.table), test.labels);
      const aucOfKnown = createWeightedAuc(
        test.customers.map((customer) => known.get(customer)!),
        test.labels,
      );
      const everyRow = new Uint16Array(test.labels.length).fill(1);
      const lead = bootstrapEstimate(
        (weights) => {
          const [ours, theirs] = [aucOfModel(weights), aucOfKnown(weights)];
          return ours === null || theirs === null ? null : ours - theirs;
        },
        { groups: test.customers, resamples: 1_000, random: createRandom(splitSeed(seed, `lead ${point}`)) },
      );
      found.push({
        point,
        chosen,
        verdict: verdict.verdict,
        failures: verdict.rules.flatMap(({ rule, pass }) => (pass ? [] : [rule])),
        rows: test.labels.length,
        model: aucOfModel(everyRow),
        known: aucOfKnown(everyRow),
        lead,
      });
    }
    return found;
  } finally {
    await session.close();
    await rm(directory, { recursive: true, force: true });
  }
}
