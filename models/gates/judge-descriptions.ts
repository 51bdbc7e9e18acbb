import type { ForecastName } from '../lifetime/choose-forecast.ts';
import type { LifetimeReport } from '../lifetime/lifetime-report.ts';
import type { SegmentReport } from '../segments/segment-report.ts';
import { evaluateGate } from './evaluate-gate.ts';
import { DEFAULT_POLICY, type GatePolicy } from './policy.ts';
import { lifetimeRules, segmentRules } from './rules/description/index.ts';
import type { Verdict } from './verdict.ts';

/** Names in verdicts. */
const SEGMENTS = { model: 'k-means', decisionPoint: 'segments' } as const;
const LIFETIME = { model: 'bg-nbd', decisionPoint: 'lifetime-value' } as const;

/** Whether personas may carry rules, or only describe. */
export function judgeSegments({ fit }: Pick<SegmentReport, 'fit'>): Verdict {
  if (fit === null) return notJudged(SEGMENTS, 'nobody has a row yet, so there are no segments');
  const evidence = { rows: fit.customers, bootstrapAri: fit.bootstrapAri };
  const gate = evaluateGate({ ...SEGMENTS, evidence, policy: DEFAULT_POLICY, rules: segmentRules });
  const reason =
    gate.verdict === 'PROMOTED'
      ? 'the segments come back from other customers: personas may carry rules'
      : 'the segments do not come back often enough: personas only describe, and rules rest on the four types';
  return { ...gate, reason };
}

/** Whether the forecasts behind lifetime values hold on days that were held out; values that do not are flagged by this. */
export function judgeLifetime(
  report: Pick<LifetimeReport, 'validation' | 'purchasesBy'> | null,
  { minRows }: Pick<GatePolicy, 'minRows'>,
): Verdict {
  const validation = report?.validation ?? null;
  if (validation === null) return notJudged(LIFETIME, 'nobody had bought before the held-out days');
  const { customers: rows, purchaseLead, purchaseCoverage } = validation;
  const gate = evaluateGate({
    ...LIFETIME,
    evidence: { rows, purchaseLead, purchaseCoverage },
    policy: { ...DEFAULT_POLICY, minRows },
    rules: lifetimeRules,
  });
  const instead = INSTEAD[report?.purchasesBy ?? 'blend'];
  const isReplaced = gate.verdict === 'HELD' && instead !== null;
  return { ...gate, reason: isReplaced ? instead : REASONS[gate.verdict] };
}

const REASONS: Record<Verdict['verdict'], string> = {
  PROMOTED: 'held-out days came out as forecast',
  KEPT: 'held-out days came out as forecast',
  HELD: 'held-out days did not come out as forecast: the values order offers, and say nothing in money',
  INSUFFICIENT_DATA:
    'too few customers to judge the forecast by: the values order offers, and say nothing in money',
};

/** What values rest on where a rule was surely nearer. */
const INSTEAD: Record<ForecastName, string | null> = {
  blend: null,
  ownRate:
    "the customers' own rates were surely nearer on held-out days: values rest on them, and order offers only",
  lastWindow:
    'the last window repeated was surely nearer on held-out days: values rest on it, and order offers only',
};

function notJudged(
  { model, decisionPoint }: { model: string; decisionPoint: string },
  reason: string,
): Verdict {
  return { model, decision_point: decisionPoint, verdict: 'INSUFFICIENT_DATA', rules: [], reason };
}
