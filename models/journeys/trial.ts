import type { JourneyState } from './state.ts';

/** Hours of a free trial. */
export const TRIAL_SECONDS = 72 * 3600;
/** From the application to the moment of the last day. */
export const LAST_DAY_SECONDS = 48 * 3600;

/** A trial in epoch seconds; its last second is part of it. */
export interface Trial {
  registeredAt: number;
  endsAt: number;
  /** Its end, or the payment. */
  useEndsAt: number;
}

/**
 * The trial that counts: of the latest application, unless an earlier one had been used by then (as in
 * sql/trial/intermediate/int_applications).
 */
export function trialOf({
  applications,
  door,
  paidAt,
}: Pick<JourneyState, 'applications' | 'door' | 'paidAt'>): Trial {
  const [first = 0] = applications;
  const usedAt = Math.min(
    ...door.map(({ at }) => (isUse(applications, at) ? at : Number.POSITIVE_INFINITY)),
    paidAt === null || paidAt < first ? Number.POSITIVE_INFINITY : paidAt,
  );
  const registeredAt = Math.max(first, ...applications.filter((at) => at <= usedAt));
  const endsAt = registeredAt + TRIAL_SECONDS;
  return { registeredAt, endsAt, useEndsAt: Math.min(endsAt, paidAt ?? endsAt) };
}

function isUse(applications: readonly number[], at: number): boolean {
  const before = applications.filter((application) => application <= at).at(-1);
  return before !== undefined && at <= before + TRIAL_SECONDS;
}
