import { z } from 'zod';

const Bounded = z.strictObject({ value: z.number(), low: z.number(), high: z.number() });

/** Figures of one scorer's lists with two-sided 95 % intervals by customer; null where no customer allows one. */
export const RankingFigures = z.strictObject({
  ndcg: Bounded.nullable(),
  recall: Bounded.nullable(),
  precision: Bounded.nullable(),
  /** Mean over customers of the AUC of their new products among all that were new to them; null where it was not measured. */
  auc: Bounded.nullable(),
  /** Share of the catalogue in anybody's first ten. */
  coverage: z.number().nullable(),
  /** Bits: −log2 of the share of customers who had bought what the first ten show, averaged. */
  novelty: z.number().nullable(),
});
/** Figures of one scorer's lists. */
export type RankingFigures = z.infer<typeof RankingFigures>;

/** NDCG@10 of every scorer for some of the customers, or for some of what they newly bought. */
export const RankingGroup = z.strictObject({
  kind: z.enum(['segment', 'cold-customers', 'cold-products']),
  name: z.string(),
  customers: z.int(),
  ndcg: z.record(z.string(), Bounded.nullable()),
});
/** NDCG@10 of every scorer for a group. */
export type RankingGroup = z.infer<typeof RankingGroup>;

/** What the report shows of a recommender: measured on what customers newly bought after the cut. */
export const RecommenderReport = z.strictObject({
  /** Customers who newly bought something, and how many products they did. */
  customers: z.int(),
  newProducts: z.int(),
  /** Products that could have been recommended. */
  catalogue: z.int(),
  /** By scorer: `model` first, then what it stands beside. */
  overall: z.record(z.string(), RankingFigures),
  groups: z.array(RankingGroup),
  /** NDCG@10 of each customer by each scorer, to be parted by what is only known later: the customers' segments. */
  rows: z.strictObject({
    customers: z.array(z.string()),
    ndcg: z.record(z.string(), z.array(z.number().nullable())),
  }),
});
/** What the report shows of a recommender. */
export type RecommenderReport = z.infer<typeof RecommenderReport>;
