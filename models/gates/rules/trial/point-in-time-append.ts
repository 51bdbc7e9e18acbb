import { judgeCanary } from '../../judge-canary.ts';
import type { FeatureEvidence } from '../../trial-evidence.ts';
import type { RuleOutcome } from '../../verdict.ts';

/** No feature changes when raw rows after the moment tell who pays. */
export function judgeAppendedFuture({ canaries }: FeatureEvidence): RuleOutcome {
  return judgeCanary('point-in-time-append', canaries, 'append-after');
}
