/**
 * New products as of a date that no choice has seen: every scorer's NDCG@10 beside EASE, products and customers that nothing is
 * known of, and seconds and memory to train and to rank everybody.
 *   node --import tsx bench/recommender.ts SOURCE [first day after the data, default 2018-01-01]
 */
import { openMachineLightgbm } from '../activities/training/machine-lightgbm.ts';
import { formatTable } from '../cli/format.ts';
import { createRandom, type Random } from '../models/random.ts';
import {
  buildEase,
  buildPopularity,
  type CutFacts,
  readCut,
  type ScorerPart,
} from '../models/recommender/cut-facts.ts';
import { buildHybrid, createFinder, fitFirstStage } from '../models/recommender/first-stage.ts';
import { invertWithTensorflow } from '../models/recommender/invert-with-tensorflow.ts';
import { listOutcomes, type Outcomes } from '../models/recommender/outcomes.ts';
import type { ProductLog, RecommenderData } from '../models/recommender/product-log.ts';
import { listBest, rankByPart } from '../models/recommender/rank-customers.ts';
import { FIXED } from '../models/recommender/recipe.ts';
import { rankWithTrees } from '../models/recommender/recommend.ts';
import { chooseAt, trainReranker } from '../models/recommender/train-recommender.ts';
import { loadTensorflow } from '../platform/native.ts';
import { readPeakRssMb } from '../platform/trainer/process-memory.ts';
import { compareRankings, K, RANKING_HEADER } from './compare-rankings.ts';
import { openProducts } from './open-products.ts';

const SEED = 1;
/** Share of products, and of customers, whose past is hidden. */
const HIDDEN = 0.1;

const { data, choice, test } = await openProducts(process.argv.slice(2));
const { tf } = await loadTensorflow();
const invert = invertWithTensorflow(tf);
const lightgbm = openMachineLightgbm();
if (lightgbm === undefined) throw new Error('no LightGBM: run `npx crosslift doctor`');
const context = { tf, lightgbm, seed: SEED };
let measured = process.cpuUsage();

/** Processor time since the last call, and the most memory so far. */
function tell(what: string): void {
  const { user, system } = process.cpuUsage(measured);
  console.log(`${what}: ${((user + system) / 1e6).toFixed(0)} s of CPU, peak ${readPeakRssMb()} MB`);
  measured = process.cpuUsage();
}

const random = (items: Int32Array, source: Random): ScorerPart => ({
  name: 'random',
  items,
  scorer: {
    width: items.length,
    score: (_, into) => into.set(into.map(() => source.next())),
  },
});

console.log(
  `${data.log.customers.length} customers, ${data.log.products.length} products, ${data.log.owner.length} purchases`,
);
tell('reading');
const { recipe, figures, stage: fitted } = await chooseAt(data, { cut: choice, until: test }, context);
console.log(
  formatTable(
    Object.entries(figures).map(([name, value]) => [name, value.toFixed(4)]),
    [1],
  ),
);
console.log(`chosen on day ${choice}:`, JSON.stringify(recipe));
tell('choosing');
const trees = (await trainReranker(data, test, recipe, { ...context, fitted }))!;
tell('training the re-ranker');
const stage = await fitFirstStage(data, test, context);
tell('fitting the first stage');
const outcomes = listOutcomes(stage, test + FIXED.windowDays);
const { customers } = outcomes;
const plan = { customers, popularityHalfLife: recipe.popularityHalfLife, most: K };
const ranked = rankWithTrees({ stage, blend: recipe.blend, trees, lightgbm }, plan);
const reranked = listBest(customers, K, () => ranked.next().value!.items);
tell(`ranking ${customers.length} customers`);
const ease = rankByPart(stage, await easeOf(stage), { customers, k: K });
const blend = createFinder(stage, recipe.blend);
const hybrid = stage.parts.find(({ name }) => name === 'hybrid')!;
const rows = Object.entries({
  random: rankByPart(stage, random(stage.outputs, createRandom(SEED)), { customers, k: K }),
  popularity: rankByPart(stage, buildPopularity(stage, recipe.popularityHalfLife), { customers, k: K }),
  'EASE, ridge chosen': ease,
  'hybrid alone': rankByPart(stage, hybrid, { customers, k: K }),
  'blend of candidates': listBest(customers, K, (customer) => blend(customer).items),
  're-ranker': reranked,
}).map(([name, lists]) => compareRankings(name, lists, ease, outcomes));
console.log(`\nnew products after day ${test}, ${customers.length} customers, beside EASE`);
console.log(formatTable([RANKING_HEADER, ...rows], [1, 2, 3, 4, 5]));

await measureColdProducts();
await measureColdCustomers();
tell('cold starts');

async function easeOf(facts: CutFacts): Promise<ScorerPart> {
  return buildEase(facts, { name: 'ease', ridge: recipe.baselineRidge, halfLife: null, invert });
}

/** The log without some purchases before the test. */
function hidePast(log: ProductLog, isHidden: (event: number) => boolean): ProductLog {
  const isKept = Uint8Array.from(log.day, (day, event) => (day >= test! || !isHidden(event) ? 1 : 0));
  const pick = <Values extends Int32Array | Float64Array>(values: Values): Values =>
    (values as Float64Array).filter((_, event) => isKept[event] === 1) as Values;
  return {
    ...log,
    owner: pick(log.owner),
    item: pick(log.item),
    affiliate: pick(log.affiliate),
    branch: pick(log.branch),
    day: pick(log.day),
    lines: pick(log.lines),
    unitPrices: pick(log.unitPrices),
    pricedLines: pick(log.pricedLines),
  };
}

/** A tenth of the products has no past: who buys them can be told by what they are, or not at all. */
async function measureColdProducts(): Promise<void> {
  const draw = createRandom(SEED);
  const hidden = Int32Array.from(stage.outputs).filter(() => draw.next() < HIDDEN);
  const isHidden = new Uint8Array(data.log.products.length);
  for (const item of hidden) isHidden[item] = 1;
  const known: RecommenderData = {
    ...data,
    log: hidePast(data.log, (event) => isHidden[data.log.item[event]!] === 1),
  };
  const facts: CutFacts = { ...readCut(known, test!), outputs: hidden };
  const wanted = listOutcomes(facts, test! + FIXED.windowDays);
  const part = await buildHybrid(facts, context);
  const { category } = data.attributes.product;
  const buyers = new Float64Array(category!.levels.length);
  for (const [item, code] of category!.codes.entries()) buyers[code]! += facts.items.buyers[item]!;
  const goods = new Float64Array(category!.levels.length);
  for (const item of stage.outputs) if (isHidden[item] === 0) goods[category!.codes[item]!]!++;
  const scores = Float32Array.from(hidden, (item) => {
    const code = category!.codes[item]!;
    return buyers[code]! / Math.max(1, goods[code]!);
  });
  const popular: ScorerPart = {
    name: 'category',
    items: hidden,
    scorer: { width: hidden.length, score: (_, into) => into.set(scores) },
  };
  await printCold(
    `${hidden.length} cold products, beside their category's popularity`,
    facts,
    wanted,
    popular,
    [part],
  );
}

/** A tenth of the customers has no past: only gender, age and zone are known. */
async function measureColdCustomers(): Promise<void> {
  const draw = createRandom(SEED + 1);
  const isHidden = Uint8Array.from(data.log.customers, () => (draw.next() < HIDDEN ? 1 : 0));
  const known: RecommenderData = {
    ...data,
    log: hidePast(data.log, (event) => isHidden[data.log.owner[event]!] === 1),
  };
  const facts = readCut(known, test!);
  const all = listOutcomes(facts, test! + FIXED.windowDays);
  const rows = Array.from(all.customers.keys()).filter((row) => isHidden[all.customers[row]!] === 1);
  const { offsets, items } = all.newItems;
  const cold = {
    customers: Int32Array.from(rows, (row) => all.customers[row]!),
    newItems: {
      offsets: Int32Array.from([0, ...rows]).map((_, place) =>
        rows.slice(0, place).reduce((sum, row) => sum + offsets[row + 1]! - offsets[row]!, 0),
      ),
      items: Int32Array.from(rows.flatMap((row) => [...items.subarray(offsets[row]!, offsets[row + 1]!)])),
    },
  };
  const part = await buildHybrid(facts, context);
  const popular = buildPopularity(facts, recipe.popularityHalfLife);
  await printCold('cold customers, beside popularity', facts, cold, popular, [part]);
}

async function printCold(
  title: string,
  facts: CutFacts,
  wanted: Outcomes,
  reference: ScorerPart,
  parts: readonly ScorerPart[],
): Promise<void> {
  const rank = (part: ScorerPart) => rankByPart(facts, part, { customers: wanted.customers, k: K });
  const base = rank(reference);
  const shown = [random(facts.outputs, createRandom(SEED)), reference, ...parts];
  console.log(`\n${title}, ${wanted.customers.length} customers`);
  console.log(
    formatTable(
      [RANKING_HEADER, ...shown.map((part) => compareRankings(part.name, rank(part), base, wanted))],
      [1, 2, 3, 4, 5],
    ),
  );
}
