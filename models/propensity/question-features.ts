import { z } from 'zod';
import { TableColumns } from '../contracts/propensity-input.ts';
import { TableFeature } from './plan-columns.ts';

/** How rows of a table become rows of features; written beside the matrices and read by whoever scores. */
export const QuestionFeatures = z.strictObject({
  columns: TableColumns,
  plan: z.array(TableFeature),
  /** Moment from which days are counted back where rows have no time of their own; null where there is no date. */
  reference: z.string().nullable(),
});
/** How rows of a table become rows of features. */
export type QuestionFeatures = z.infer<typeof QuestionFeatures>;
