import type { Arm } from '../playbooks/arms.ts';
import { EVERYTHING } from './describe-reading.ts';
import { measureBy, type OutcomeKind } from './measure.ts';

/** One customer who was first eligible for an action. */
export interface Member {
  customer: string;
  action: string;
  arm: Arm;
  /** As-of of the first publication that planned the action for the customer. */
  since: string;
  outcome: OutcomeKind;
  targets: readonly string[];
  windowDays: number;
  enrolDays: number;
}

/** What tells one company's customers apart. */
export interface MemberRules {
  isInGlobalHoldout: (customer: string) => boolean;
  /** By what everything together is measured. */
  outcome: OutcomeKind;
}

/**
 * Members whose outcomes are compared: of each action without the global holdout, since nothing else reaches those
 * either and the difference would not be the action's; and, over all actions, the global holdout against all others, each
 * once, from the first action for which they were eligible.
 */
export function listMembers(
  members: readonly Member[],
  { isInGlobalHoldout, outcome }: MemberRules,
): Member[] {
  const first = new Map<string, Member>();
  const compared: Member[] = [];
  for (const member of members) {
    const earlier = first.get(member.customer);
    if (earlier === undefined || member.since < earlier.since) first.set(member.customer, member);
  }
  const global = new Set([...first.keys()].filter(isInGlobalHoldout));
  for (const member of members) if (!global.has(member.customer)) compared.push(member);
  const { window_days: windowDays, enrol_days: enrolDays } = measureBy(outcome);
  for (const [customer, { since }] of first) {
    const arm = global.has(customer) ? 'holdout' : 'treatment';
    compared.push({ customer, action: EVERYTHING, arm, since, outcome, targets: [], windowDays, enrolDays });
  }
  return compared;
}
