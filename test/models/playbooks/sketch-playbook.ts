import { Playbook, PlaybookAction } from '../../../models/playbooks/playbook.ts';

/** An action as a marketer writes it; what a test is not about is filled in. */
export function sketchAction(change: Record<string, unknown> = {}): PlaybookAction {
  return PlaybookAction.parse(actionText(change));
}

/** The same before it is read. */
export function actionText(change: Record<string, unknown> = {}) {
  return {
    id: 'C1',
    title: 'Early bird',
    trigger: 'day of payment',
    moments: ['registration'],
    who: 'has applied',
    channel: 'app',
    offer: { kind: 'discount', text: '{discount} off', plan: 'monthly', discounts: [0.15] },
    validDays: 3,
    messages: { ko: '{discount} 할인', en: '{discount} off' },
    ...change,
  };
}

/** A playbook of these actions. */
export function sketchPlaybook(
  actions: readonly PlaybookAction[],
  change: Record<string, unknown> = {},
): Playbook {
  return Playbook.parse({
    sender: { ko: '라운지', en: 'Lounge' },
    optOut: { ko: '수신거부', en: 'Opt out' },
    actions,
    ...change,
  });
}
