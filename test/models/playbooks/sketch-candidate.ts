import type { TrialCandidate } from '../../../models/playbooks/choose-offers.ts';

/** A customer in the audience of the first action; what a test is not about is filled in. */
export function sketchCandidate(change: Partial<TrialCandidate> = {}): TrialCandidate {
  return {
    customer: 'U1',
    point: 'registration',
    decidedAt: '2021-12-29 10:00:00',
    trialEndsAt: '2022-01-01 10:00:00',
    probability: 0.4,
    model: 'mlp@registration',
    isPaid: false,
    isOptedOut: false,
    consent: 'given',
    actions: [0],
    ...change,
  };
}
