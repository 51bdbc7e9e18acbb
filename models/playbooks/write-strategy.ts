import { digestText } from '../artifact-key.ts';
import type { Strategy } from '../contracts/strategy.ts';
import { addDays } from '../days.ts';
import type { Action } from './action.ts';
import { type Arm, armOf, isInGlobalHoldout } from './arms.ts';
import { fillTemplate } from './fill-template.ts';

/** What all rows of one plan share. */
export interface PlanOptions {
  /** Key of the arms' hashes, and whose customers they are. */
  salt: string;
  people: string;
  /** Arm of the first eligibility by action and customer: it stays, even when the share has changed since. */
  arms: ReadonlyMap<string, ReadonlyMap<string, Arm>>;
  runId: string;
  dataset: string;
  pipeline: string;
  asOf: string;
  /** Share of each action's audience that is kept out, to measure it. */
  holdoutShare: number;
  /** Share of all customers that nothing ever contacts; none unless given. */
  globalHoldoutShare?: number;
  /** Language of `message`. */
  language: 'ko' | 'en';
}

/** One message for one customer, before it has an arm. */
export interface PlannedMessage {
  action: Action;
  customer: string;
  /** Fields of the action's templates. */
  fields: Readonly<Record<string, string>>;
  /** Those that are another word in each language; an offer is in English. */
  words?: Readonly<Record<'ko' | 'en', Readonly<Record<string, string>>>>;
  score: number;
  /** What the score rests on. */
  evidence: string;
  reason: string;
  /** Share kept out of this action, where it is not that of the plan. */
  holdoutShare?: number;
}

/** The strategy row of a planned message. Audience and suppression came before the arm is looked at. */
export function writeStrategy(message: PlannedMessage, options: PlanOptions): Strategy {
  const { action, customer, fields, words, score, evidence, reason } = message;
  const { runId, dataset, pipeline, asOf, language } = options;
  const messages = {
    ko: fillTemplate(action.messages.ko, { ...fields, ...words?.ko }),
    en: fillTemplate(action.messages.en, { ...fields, ...words?.en }),
  };
  const identity = [dataset, pipeline, asOf, action.id, customer].join('\n');
  return {
    strategy_id: digestText(identity).slice(0, 24),
    run_id: runId,
    dataset,
    pipeline,
    customer_id: customer,
    action_id: action.id,
    trigger: action.trigger,
    channel: action.channel,
    offer: fillTemplate(action.offer, { ...fields, ...words?.en }),
    message: messages[language],
    message_ko: messages.ko,
    message_en: messages.en,
    score,
    valid_from: asOf,
    valid_to: addDays(asOf, action.validDays),
    arm: chooseArm(message, options),
    evidence,
    reason,
  };
}

function chooseArm({ action, customer, holdoutShare }: PlannedMessage, options: PlanOptions): Arm {
  const { salt, people, arms, dataset, globalHoldoutShare = 0 } = options;
  if (isInGlobalHoldout({ salt, people, customer }, globalHoldoutShare)) return 'holdout';
  return (
    arms.get(action.id)?.get(customer) ??
    armOf({ salt, dataset, action: action.id, customer }, holdoutShare ?? options.holdoutShare)
  );
}
