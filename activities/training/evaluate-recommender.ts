import { writeFile } from 'node:fs/promises';
import {
  measureRecommenderChampion,
  type RecommenderChampion,
} from '../../models/gates/recommender-comparison.ts';
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
import type { RecommenderRecord } from '../../models/recommender/recommender-record.ts';
import { writeHybridFile } from '../../platform/matrices/hybrid-file.ts';
import { type ProductFiles, readProductFiles } from '../../platform/matrices/product-file.ts';
import { loadTensorflow } from '../../platform/native.ts';
import type { RunTask } from '../../platform/trainer/trainer-messages.ts';
import { openMachineLightgbm } from './machine-lightgbm.ts';
import { openRecommender, readRecommender } from './open-recommender.ts';

/** What the child is told; paths are local files. */
export type EvaluateRecommenderInput = ProductFiles & {
  record: string;
  /** File of the champion, and the day until which it learnt, as days from the as-of; null without one. */
  champion: { model: string; trainedUntil: number } | null;
  /** Its recipe as it was fitted for the same test; null where that is what the record holds. */
  rival: string | null;
  /** Where to write what the report shows. */
  report: string;
  /** Where to write the hybrid model of the test cut, from which a refit on all purchases learns too. */
  hybrid: string;
  seed: number;
  resamples: number;
};

/** What it answers: what the gate looks at, and every figure of the recommender and its baselines. */
export type EvaluateRecommenderResult = {
  evidence: RecommenderEvidence;
  /** Null without a champion that can be used. */
  champion: RecommenderChampion | null;
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
  const record = await readRecommender(input.record);
  const { recipe, testCut } = record;
  const data = await readProductFiles(input);
  const { tf } = await loadTensorflow();
  const lightgbm = openMachineLightgbm();
  const stage = await fitFirstStage(data, testCut, {
    tf,
    seed,
    onProgress: (fraction, note) => onProgress(0.4 * fraction, note),
  });
  await writeHybridFile(input.hybrid, new Map([[testCut, stage.hybrid.model]]));
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
  const judgeTrees = (of: RecommenderRecord): JudgedRanking => {
    if (of.trees === null || lightgbm === undefined) return baselines.ease;
    const own = { ...plan, popularityHalfLife: of.recipe.popularityHalfLife };
    const ranked = rankWithTrees({ stage, blend: of.recipe.blend, trees: of.trees, lightgbm }, own);
    // What is no candidate follows in the order of the blend.
    const blend = createFinder(stage, of.recipe.blend, everything);
    return judgeRanking(outcomes, K, (customer) =>
      completeRanking(ranked.next().value!.items, blend(customer).items),
    );
  };
  const judged = { model: judgeTrees(record), ...baselines };
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
  await onProgress(0.9, 'champion');
  const { champion } = await openRecommender(input.champion?.model ?? null, data);
  const shown = champion && (await takeToTest(champion, record, input));
  const compared =
    shown &&
    measureRecommenderChampion(
      shown.basis,
      {
        ...{ customers: names, newItems, ease, popularity, candidate: model },
        model: shown.record === record ? model : judgeTrees(shown.record).lists,
      },
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
  return { evidence, champion: compared, metrics };
};

/** The champion itself where the test came after it; else its recipe, fitted for the same test as the candidate. */
async function takeToTest(
  champion: RecommenderRecord,
  candidate: RecommenderRecord,
  input: Pick<EvaluateRecommenderInput, 'champion' | 'rival'>,
): Promise<{ basis: RecommenderChampion['basis']; record: RecommenderRecord }> {
  if (input.champion !== null && input.champion.trainedUntil <= candidate.testCut)
    return { basis: 'rows-after', record: champion };
  if (input.rival !== null) return { basis: 'refit', record: await readRecommender(input.rival) };
  // The same trees, which also rank alike unless what is popular counts otherwise.
  const { popularityHalfLife } = champion.recipe;
  const isSame = popularityHalfLife === candidate.recipe.popularityHalfLife;
  const record = isSame ? candidate : { ...candidate, recipe: { ...candidate.recipe, popularityHalfLife } };
  return { basis: 'refit', record };
}

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
