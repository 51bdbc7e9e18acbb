import type { ReportData } from './report-data.ts';

/** Strategies of one arm, over all actions. */
export function countMessages(
  { actions }: Pick<ReportData, 'actions'>,
  arm: 'treatment' | 'holdout',
): number {
  return actions.reduce((total, action) => total + action[arm], 0);
}
