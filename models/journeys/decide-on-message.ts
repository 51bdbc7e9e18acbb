import type { Strategy } from '../contracts/strategy.ts';
import type { TrialCandidate } from '../playbooks/choose-offers.ts';
import { DROP_REASONS, DROP_WORDS, type DropReason } from '../playbooks/drop-reason.ts';
import { planTrialStrategies, type TrialPlanOptions } from '../playbooks/plan-trial-strategies.ts';
import type { PlaybookAction } from '../playbooks/playbook.ts';
import { isQuiet } from '../playbooks/quiet-hours.ts';
import type { Lateness } from './next-message.ts';

/** Why a journey's message is not sent. */
export type MessageDrop = DropReason | Lateness | 'not_in_audience' | 'trial_over';

/** The same in words, for people. */
export const MESSAGE_DROP_WORDS: Readonly<Record<MessageDrop, string>> = {
  ...DROP_WORDS,
  too_late: 'the moment was long past when it could be sent',
  left: 'the customer had left when it could be sent',
  not_in_audience: 'not in the audience of the action at the moment',
  trial_over: 'the trial was over',
};

/** A message of a journey as the moment finds it. */
export interface MessageFacts {
  candidate: Omit<TrialCandidate, 'actions'>;
  action: PlaybookAction;
  isInAudience: boolean;
  lateness: Lateness | null;
  /** Wall-clock moment of the sending. */
  sentAt: string;
  isTrialOver: boolean;
  /** Rows of the customer that count for the day, and messages of the action, of both arms. */
  contactsToday: number;
  actionToday: number;
}

/** The row of a message, or why there is none. It looks at the arm last, so that both are treated alike. */
export function decideOnMessage(
  facts: MessageFacts,
  options: TrialPlanOptions,
): { strategy: Strategy } | { drop: MessageDrop } {
  const drop = judgeMoment(facts, options);
  if (drop !== undefined) return { drop };
  const { action, candidate } = facts;
  const { strategies, dropped } = planTrialStrategies([{ ...candidate, actions: [0] }], {
    ...options,
    // Whoever gets advertising at the moment itself has agreed to it; a plan may only note that nothing is known.
    playbook: { ...options.playbook, actions: [action], whenConsentUnknown: 'suppress' },
  });
  const [strategy] = strategies;
  return strategy === undefined ? { drop: DROP_REASONS[dropped.reason[0]!]! } : { strategy };
}

function judgeMoment(facts: MessageFacts, { caps, quietHours }: TrialPlanOptions): MessageDrop | undefined {
  const { action, candidate, contactsToday, actionToday } = facts;
  if (candidate.isPaid) return 'already_paid';
  if (candidate.isOptedOut) return 'opted_out';
  if (facts.isTrialOver) return 'trial_over';
  if (facts.lateness !== null) return facts.lateness;
  if (quietHours !== null && isQuiet(facts.sentAt, quietHours)) return 'quiet_hours';
  if (!facts.isInAudience) return 'not_in_audience';
  if (caps.perDay !== null && contactsToday >= caps.perDay) return 'nightly_cap';
  if (action.budgetPerNight !== undefined && actionToday >= action.budgetPerNight) return 'budget';
  return undefined;
}
