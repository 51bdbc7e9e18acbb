import { assertOnePerLabel } from '../metrics/assert-one-per-label.ts';
import { estimateMean } from '../metrics/bootstrap-mean.ts';
import { measureCoverage } from '../metrics/ranking/coverage.ts';
import { listNdcg } from '../metrics/ranking/ndcg.ts';
import { measureNovelty } from '../metrics/ranking/novelty.ts';
import { listPrecisions } from '../metrics/ranking/precision.ts';
import type { ListedProducts } from '../metrics/ranking/ranking-metrics.ts';
import { listRecalls } from '../metrics/ranking/recall.ts';
import { createRandom, splitSeed } from '../random.ts';
import type { NewItems, RankedLists } from './ranked-lists.ts';
import type { RankingFigures, RankingGroup, RecommenderReport } from './recommender-report.ts';

/** Lists of several scorers for the same customers, each of whom newly bought something. */
export interface DescribedLists extends ListedProducts {
  readonly customers: readonly string[];
  readonly newItems: NewItems;
  /** By scorer, the model's as `model`. */
  readonly lists: Readonly<Record<string, RankedLists>>;
  /** By scorer, where it was measured: each customer's AUC of what was newly bought; NaN where there is none. */
  readonly aucs?: Readonly<Record<string, Float64Array>>;
  /** 1 for customers who had bought nothing before the cut. */
  readonly coldCustomers: Uint8Array;
  /** 1 for products, by position, that were new when the cut came. */
  readonly coldProducts: Uint8Array;
}

/** The intervals' chance. */
interface Chance {
  readonly seed: number;
  readonly resamples: number;
}

/** Measures every scorer overall, for cold customers, and by what was new to everybody. */
export function describeRecommender(test: DescribedLists, chance: Chance): RecommenderReport {
  const { customers, newItems, lists, catalogue } = test;
  for (const [name, { rows }] of Object.entries(lists))
    assertOnePerLabel(customers, rows, `customers of ${name}`);
  const ndcgs = mapScorers(lists, (found) => listNdcg(found, newItems, 10));
  return {
    customers: customers.length,
    newProducts: newItems.items.length,
    catalogue,
    overall: mapScorers(lists, (found, name) =>
      measureScorer(test, found, { name, chance, ndcg: ndcgs[name]! }),
    ),
    groups: listCold(test, ndcgs, chance),
    rows: {
      customers: [...customers],
      ndcg: mapScorers(ndcgs, (values) =>
        Array.from(values, (value) => (Number.isNaN(value) ? null : value)),
      ),
    },
  };
}

/**
 * The same with a group for each segment, before the others. Segments are those of today: they part customers for the
 * reader, and decide nothing.
 */
export function addSegments(
  report: RecommenderReport,
  segmentOf: ReadonlyMap<string, string>,
  chance: Chance,
): RecommenderReport {
  const { customers, ndcg } = report.rows;
  const ndcgs = mapScorers(ndcg, (values) => Float64Array.from(values, (value) => value ?? Number.NaN));
  const segments = customers.map((customer) => segmentOf.get(customer));
  const names = [...new Set(segments)].filter((segment) => segment !== undefined).sort();
  const groups = names.map((name) =>
    measureGroup(
      { kind: 'segment', name },
      takeWhere(ndcgs, (row) => segments[row] === name),
      chance,
    ),
  );
  return { ...report, groups: [...groups, ...report.groups] };
}

function measureScorer(
  { newItems, catalogue, popularityShare, aucs = {} }: DescribedLists,
  lists: RankedLists,
  { name, chance, ndcg }: { name: string; chance: Chance; ndcg: Float64Array },
): RankingFigures {
  const auc = aucs[name];
  const novelty = measureNovelty(lists, popularityShare, 10);
  const estimate = (figure: string, values: Float64Array) =>
    estimateKnown(values, `${name} ${figure}`, chance);
  return {
    ndcg: estimate('ndcg', ndcg),
    recall: estimate('recall', listRecalls(lists, newItems, 20)),
    precision: estimate('precision', listPrecisions(lists, newItems, 5)),
    auc: auc === undefined ? null : estimate('auc', auc),
    coverage: lists.rows === 0 ? null : measureCoverage(lists, catalogue, 10),
    novelty: Number.isNaN(novelty) ? null : novelty,
  };
}

type Ndcgs = Readonly<Record<string, Float64Array>>;

function listCold(
  { newItems, lists, coldCustomers, coldProducts }: DescribedLists,
  ndcgs: Ndcgs,
  chance: Chance,
): RankingGroup[] {
  const coldItems = keepItems(newItems, coldProducts);
  const found = mapScorers(lists, (of) => listNdcg(of, coldItems, 10));
  return [
    measureGroup(
      { kind: 'cold-customers', name: 'cold customers' },
      takeWhere(ndcgs, (row) => coldCustomers[row] === 1),
      chance,
    ),
    measureGroup(
      { kind: 'cold-products', name: 'cold products' },
      takeWhere(found, (row) => coldItems.offsets[row + 1]! > coldItems.offsets[row]!),
      chance,
    ),
  ];
}

function measureGroup(
  group: Pick<RankingGroup, 'kind' | 'name'>,
  ndcgs: Ndcgs,
  chance: Chance,
): RankingGroup {
  const [first] = Object.values(ndcgs);
  const ndcg = mapScorers(ndcgs, (values, scorer) =>
    estimateKnown(values, `${group.kind} ${group.name} ${scorer}`, chance),
  );
  return { ...group, customers: first?.length ?? 0, ndcg };
}

/** What each row wanted of the marked products. */
function keepItems({ offsets, items }: NewItems, marks: Uint8Array): NewItems {
  const kept = new Int32Array(offsets.length);
  const found: number[] = [];
  for (let row = 0; row + 1 < offsets.length; row++) {
    for (let place = offsets[row]!; place < offsets[row + 1]!; place++) {
      if (marks[items[place]!] === 1) found.push(items[place]!);
    }
    kept[row + 1] = found.length;
  }
  return { offsets: kept, items: Int32Array.from(found) };
}

function takeWhere(values: Ndcgs, isKept: (row: number) => boolean): Ndcgs {
  return mapScorers(values, (of) => of.filter((_, row) => isKept(row)));
}

/** Mean and interval over the rows that have a value; each row is another customer. */
function estimateKnown(values: Float64Array, label: string, { seed, resamples }: Chance) {
  const known = values.filter((value) => !Number.isNaN(value));
  const random = createRandom(splitSeed(seed, label));
  const found = estimateMean(known, { groups: Int32Array.from(known.keys()), resamples, random });
  return found && { value: found.value, low: found.low, high: found.high };
}

function mapScorers<From, To>(
  values: Readonly<Record<string, From>>,
  map: (value: From, name: string) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value, name)]));
}
