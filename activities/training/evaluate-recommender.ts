import { readFile, writeFile } from 'node:fs/promises';
import { measureRecommender, type RecommenderEvidence } from '../../models/gates/recommender-evidence.ts';
import { computeRankingMetrics } from '../../models/metrics/ranking/ranking-metrics.ts';
import { createRandom, splitSeed } from '../../models/random.ts';
import { buildRandom, buildRepeat } from '../../models/recommender/baselines.ts';
import { buildEase, buildPopularity, type ScorerPart } from '../../models/recommender/cut-facts.ts';
import { describeRecommender } from '../../models/recommender/describe-recommender.ts';
import { createFinder, fitFirstStage } from '../../models/recommender/first-stage.ts';
import { invertWithTensorflow } from '../../models/recommender/invert-with-tensorflow.ts';
import { completeRanking, type JudgedRanking, judgeRanking } from '../../models/recommender/judge-ranking.ts';
import { listOutcomes, sampleOutcomes } from '../../models/recommender/outcomes.ts';
import { countPopularity } from '../../models/recommender/popularity.ts';
import type { RankedLists } from '../../models/recommender/ranked-lists.ts';
import { FIXED } from '../../models/recommender/recipe.ts';
import { rankWithPart, rankWithTrees } from '../../models/recommender/recommend.ts';
import { RecommenderRecord } from '../../models/recommender/recommender-record.ts';
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
  const outcomes = sampleOutcomes(listOutcomes(stage, testCut + FIXED.windowDays), {
    most: MOST_CUSTOMERS,
    random: createRandom(splitSeed(seed, 'test customers')),
  });
  const { customers, newItems } = outcomes;
  const everything = stage.outputs.length;
  const plan = { customers, popularityHalfLife: recipe.popularityHalfLife, most: everything };
  const judge = (part: ScorerPart) => {
    const ranked = rankWithPart(stage, part, plan);
    return judgeRanking(outcomes, K, () => ranked.next().value!.items);
  };
  await onProgress(0.4, 'baselines');
  const baselines = {
    ease: judge(
      await buildEase(stage, {
        name: 'ease',
        ridge: recipe.baselineRidge,
        halfLife: null,
        invert: invertWithTensorflow(tf),
      }),
    ),
    popularity: judge(buildPopularity(stage, recipe.popularityHalfLife)),
    repeat: judge(buildRepeat(stage)),
    random: judge(buildRandom(stage, createRandom(splitSeed(seed, 'random lists')))),
  };
  await onProgress(0.6, 're-ranker');
  const judged = { model: baselines.ease, ...baselines };
  if (trees !== null && lightgbm !== undefined) {
    const ranked = rankWithTrees({ stage, blend: recipe.blend, trees, lightgbm }, plan);
    // What is no candidate follows in the order of the blend.
    const blend = createFinder(stage, recipe.blend, everything);
    judged.model = judgeRanking(outcomes, K, (customer) =>
      completeRanking(ranked.next().value!.items, blend(customer).items),
    );
  }
  const { lists, aucs } = splitJudged(judged);
  const { model, ease, popularity } = lists;
  const catalogue = {
    catalogue: stage.outputs.length,
    popularityShare: countPopularity(stage.history, null),
  };
  const metrics: Record<string, number> = { test_cut: testCut, test_customers: customers.length };
  for (const [name, found] of Object.entries({ '': model, _ease: ease, _popularity: popularity })) {
    for (const [metric, value] of Object.entries(computeRankingMetrics(found, newItems, catalogue))) {
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
      lists,
      aucs,
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

/** Lists and AUCs by scorer. */
function splitJudged<Scorer extends string>(judged: Record<Scorer, JudgedRanking>) {
  const entries = Object.entries<JudgedRanking>(judged);
  return {
    lists: Object.fromEntries(entries.map(([name, { lists }]) => [name, lists])) as Record<
      Scorer,
      RankedLists
    >,
    aucs: Object.fromEntries(entries.map(([name, { aucs }]) => [name, aucs])) as Record<Scorer, Float64Array>,
  };
}
