import { readFile, writeFile } from 'node:fs/promises';
import { measureRecommender, type RecommenderEvidence } from '../../models/gates/recommender-evidence.ts';
import { computeRankingMetrics } from '../../models/metrics/ranking/ranking-metrics.ts';
import { createRandom, splitSeed } from '../../models/random.ts';
import { buildEase, buildPopularity } from '../../models/recommender/cut-facts.ts';
import { describeRecommender } from '../../models/recommender/describe-recommender.ts';
import { fitFirstStage } from '../../models/recommender/first-stage.ts';
import { invertWithTensorflow } from '../../models/recommender/invert-with-tensorflow.ts';
import { listOutcomes, sampleOutcomes } from '../../models/recommender/outcomes.ts';
import { countPopularity } from '../../models/recommender/popularity.ts';
import { listBest } from '../../models/recommender/rank-customers.ts';
import { FIXED } from '../../models/recommender/recipe.ts';
import { rankWithPart, rankWithTrees } from '../../models/recommender/recommend.ts';
import { RecommenderRecord } from '../../models/recommender/recommender-record.ts';
import type { RankedCandidates } from '../../models/recommender/reranker.ts';
import { type ProductFiles, readProductFiles } from '../../platform/matrices/product-file.ts';
import { loadTensorflow } from '../../platform/native.ts';
import type { RunTask } from '../../platform/trainer/trainer-messages.ts';
import { openMachineLightgbm } from './machine-lightgbm.ts';

/** What the child is told; paths are local files. */
export type EvaluateRecommenderInput = ProductFiles & {
  record: string;
  /** Where to write what the report shows. */
  report: string;
  seed: number;
  resamples: number;
};

/** What it answers: what the gate looks at, and every figure of the recommender and its baselines. */
export type EvaluateRecommenderResult = {
  evidence: RecommenderEvidence;
  metrics: Record<string, number>;
};

/** Customers that are judged by; drawn where there are more, since more would narrow no interval that matters. */
const MOST_CUSTOMERS = 6_000;
/** Resamples behind the intervals that are only shown. */
const SHOWN_RESAMPLES = 1_000;
/** Days before the cut in which a product's first sale makes it a new one. */
const COLD_DAYS = 28;
/** Length of the lists that are measured. */
const K = 20;

/** Rank new products as of the test cut with what was trained before it, and compare with what was newly bought after it. */
export const runTask: RunTask<EvaluateRecommenderInput, EvaluateRecommenderResult> = async (
  input,
  { onProgress },
) => {
  const { seed, resamples } = input;
  const { recipe, trees, testCut } = RecommenderRecord.parse(
    JSON.parse(await readFile(input.record, 'utf8')),
  );
  const data = await readProductFiles(input);
  const { tf } = await loadTensorflow();
  const lightgbm = openMachineLightgbm();
  const stage = await fitFirstStage(data, testCut, {
    tf,
    seed,
    onProgress: (fraction, note) => onProgress(0.4 * fraction, note),
  });
  const random = createRandom(splitSeed(seed, 'test customers'));
  const { customers, newItems } = sampleOutcomes(listOutcomes(stage, testCut + FIXED.windowDays), {
    most: MOST_CUSTOMERS,
    random,
  });
  const plan = { customers, popularityHalfLife: recipe.popularityHalfLife, most: K };
  const list = (ranked: Generator<RankedCandidates>) =>
    listBest(customers, K, () => ranked.next().value!.items);
  await onProgress(0.4, 'baselines');
  const ease = list(
    rankWithPart(
      stage,
      await buildEase(stage, {
        name: 'ease',
        ridge: recipe.baselineRidge,
        halfLife: null,
        invert: invertWithTensorflow(tf),
      }),
      plan,
    ),
  );
  const popularity = list(rankWithPart(stage, buildPopularity(stage, recipe.popularityHalfLife), plan));
  await onProgress(0.6, 're-ranker');
  const model =
    trees === null || lightgbm === undefined
      ? ease
      : list(rankWithTrees({ stage, blend: recipe.blend, trees, lightgbm }, plan));
  const catalogue = {
    catalogue: stage.outputs.length,
    popularityShare: countPopularity(stage.history, null),
  };
  const metrics: Record<string, number> = { test_cut: testCut, test_customers: customers.length };
  for (const [name, lists] of Object.entries({ '': model, _ease: ease, _popularity: popularity })) {
    for (const [metric, value] of Object.entries(computeRankingMetrics(lists, newItems, catalogue))) {
      metrics[`${metric}${name}`] = value;
    }
  }
  const names = Array.from(customers, (customer) => data.log.customers[customer]!);
  const evidence = measureRecommender(
    { customers: names, newItems, model, ease, popularity },
    { seed, resamples },
  );
  const { history, items } = stage;
  const report = describeRecommender(
    {
      customers: names,
      newItems,
      lists: { model, ease, popularity },
      ...catalogue,
      coldCustomers: Uint8Array.from(customers, (row) =>
        history.offsets[row + 1] === history.offsets[row] ? 1 : 0,
      ),
      coldProducts: Uint8Array.from(items.age, (age) => (age <= COLD_DAYS ? 1 : 0)),
    },
    { seed, resamples: Math.min(resamples, SHOWN_RESAMPLES) },
  );
  await writeFile(input.report, JSON.stringify(report));
  return { evidence, metrics };
};
