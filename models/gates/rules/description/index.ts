import type { LifetimeValidation } from '../../../lifetime/validate-lifetime.ts';
import type { RuleBook } from '../../verdict.ts';
import { requireRows } from '../enough-rows.ts';
import { judgeLifetimeCoverage } from './lifetime-coverage.ts';
import { judgeLifetimeLead } from './lifetime-lead.ts';
import { judgeSegmentStability, type SegmentEvidence } from './segment-stability.ts';

/** What segments are asked: nothing is sent by a persona that would be another one tomorrow. */
export const segmentRules: RuleBook<SegmentEvidence> = { data: [], quality: [judgeSegmentStability] };

/** What a forecast of purchases is asked on days that it has not seen. */
export const lifetimeRules: RuleBook<
  { readonly rows: number } & Pick<LifetimeValidation, 'purchaseLead' | 'purchaseCoverage'>
> = { data: [requireRows], quality: [judgeLifetimeCoverage, judgeLifetimeLead] };
