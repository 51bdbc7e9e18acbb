import type { Evidence, Found } from '../../../models/insights/evidence.ts';

/** What a test found; an error where it found nothing. */
export function found(evidence: Evidence): Found {
  if ('reason' in evidence) throw new Error(`not testable: ${evidence.reason.en}`);
  return evidence;
}
