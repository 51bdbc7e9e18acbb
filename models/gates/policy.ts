import { z } from 'zod';

/** What a model must show before it may be used; recorded with every decision. Margins are in the metric's own unit. */
export const GatePolicy = z.strictObject({
  /** Test rows, and rows with an outcome among them, below which nothing is decided. */
  minRows: z.int().positive().default(300),
  minOutcomes: z.int().positive().default(60),
  /** Classes that must each have `minClassSupport` labelled test rows. */
  minClasses: z.int().positive().default(3),
  minClassSupport: z.int().positive().default(10),
  /** Test rows that either class of a yes/no question must have. */
  minOfEachClass: z.int().positive().default(60),
  /** What the lower limit of a binary model's ROC AUC must exceed. */
  minAuc: z.number().min(0).max(1).default(0.55),
  /** ROC AUC of a single feature above which it must be explained before a model may rest on it. */
  maxSingleAuc: z.number().min(0.5).max(1).default(0.9),
  /** The lead over the reference that the one-sided 95 % limit must exceed: shares for accuracy, F1 and NDCG, nats for log-loss. */
  accuracyMargin: z.number().min(-1).max(1).default(0),
  macroF1Margin: z.number().min(-1).max(1).default(0),
  logLossMargin: z.number().default(0),
  ndcgMargin: z.number().min(-1).max(1).default(0),
  f1Margin: z.number().min(-1).max(1).default(0),
  /** By how much the accuracy of a binary model may be below the larger class's; accuracyMargin is added to that. */
  majorityTolerance: z.number().min(0).max(1).default(0.02),
  /** Recall that no slice with `minSliceSupport` positive test rows may be surely below, all of them together at 95 %. */
  minSliceRecall: z.number().min(0).max(1).default(0.2),
  minSliceSupport: z.int().positive().default(50),
  /** Days after which a champion gives way to a model that is not worse: by at most `maxAucLoss` of ROC AUC. */
  maxAgeDays: z.int().positive().default(90),
  maxAucLoss: z.number().min(0).max(1).default(0.01),
  /** Bootstrap resamples behind each limit. */
  resamples: z.int().min(200).max(100_000).default(2_000),
});
/** What a model must show before it may be used. */
export type GatePolicy = z.infer<typeof GatePolicy>;

/** The policy without overrides. */
export const DEFAULT_POLICY: Readonly<GatePolicy> = Object.freeze(GatePolicy.parse({}));
