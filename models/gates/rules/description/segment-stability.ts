import { LEAST_BOOTSTRAP_ARI } from '../../../segments/name-segments.ts';
import type { RuleOutcome } from '../../verdict.ts';

/** What is known of a segmentation: customers who had a row, and the agreement of fits to resamples of them. */
export interface SegmentEvidence {
  readonly rows: number;
  readonly bootstrapAri: number;
}

/** The same segments come back from other customers of the same kind; else a persona is one night's accident. */
export function judgeSegmentStability({ rows, bootstrapAri }: SegmentEvidence): RuleOutcome {
  return {
    rule: 'segment-stability',
    value: bootstrapAri,
    bound: LEAST_BOOTSTRAP_ARI,
    low: null,
    high: null,
    n: rows,
    pass: bootstrapAri >= LEAST_BOOTSTRAP_ARI,
  };
}
