import { formatCount } from '../html/format.ts';
import type { ReportData } from '../report-data.ts';

/** How a run of the propensity pipeline ended, in one sentence. */
export function describeQuestionOutcome({
  outcome,
  artifacts,
}: Pick<ReportData, 'outcome' | 'artifacts'>): string {
  const rows = artifacts.scores?.rows ?? 0;
  const scored = `${formatCount(rows)} ${rows === 1 ? 'row' : 'rows'} without a label`;
  if (outcome === 'INSUFFICIENT_DATA')
    return 'There was too little data to judge a model: nothing was scored.';
  if (outcome === 'HELD') return 'The model did not pass its gate: nothing was scored.';
  if (outcome === 'DRY_RUN') return `A dry run: ${scored} were scored, and nothing counts as released.`;
  return rows === 0
    ? 'The model passed its gate, but every row has a label: there was nothing to score.'
    : `${scored} were scored by a model that passed its gate.`;
}
