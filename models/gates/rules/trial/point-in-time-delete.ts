import { judgeCanary } from '../../judge-canary.ts';
import type { FeatureEvidence } from '../../trial-evidence.ts';
import type { RuleOutcome } from '../../verdict.ts';

/** No feature changes when every raw row at or after the moment is deleted. */
export function judgeDeletedFuture({ canaries }: FeatureEvidence): RuleOutcome {
  return judgeCanary('point-in-time-delete', canaries, 'delete-after');
}
