import type { DecisionPoint } from '../contracts/decision-point.ts';
import type { Action } from './action.ts';

/** An action for customers of a free trial who have reached a decision point (spec/trial-conversion.md, section 7). */
export interface TrialAction extends Action {
  decisionPoint: DecisionPoint;
}

/** What is offered at each decision point; the words are the specification's, translated anew. */
export const TRIAL_ACTIONS: readonly TrialAction[] = [
  {
    id: 'C1',
    decisionPoint: 'registration',
    trigger: 'day of payment within the trial',
    channel: 'app',
    offer: 'tiered discount: 15 % on day 1, 10 % on day 2, 5 % on day 3',
    validDays: 3,
    messages: {
      ko: '체험 첫날 결제하시면 15 %, 둘째 날 10 %, 셋째 날 5 % 할인해 드립니다.',
      en: 'Pay on the first day of your trial and save 15 %, on the second 10 %, on the third 5 %.',
    },
  },
  {
    id: 'C2',
    decisionPoint: 'first_visit',
    trigger: 'first visit',
    channel: 'on site',
    offer: 'office tour and a personal plan proposal',
    validDays: 3,
    messages: {
      ko: '첫 방문을 환영합니다! 좌석과 회의실, 편의 시설을 안내해 드리고 가장 알맞은 요금제를 찾아 드립니다.',
      en: 'Welcome on your first visit! Let us show you seats, meeting rooms and amenities, and find your best plan.',
    },
  },
  {
    id: 'C3a',
    decisionPoint: 'stay_3h',
    trigger: '3 h of use',
    channel: 'push',
    offer: '15 % extra for paying now',
    validDays: 2,
    messages: {
      ko: '쾌적한 업무 환경이 마음에 드셨나요? 지금 결제하시면 15 % 더 할인해 드립니다!',
      en: 'Do you like the comfortable work environment? Pay now and get an extra 15 % off!',
    },
  },
  {
    id: 'C3b',
    decisionPoint: 'stay_15h',
    trigger: '15 h of use',
    channel: 'push',
    offer: '10 % for paying now',
    validDays: 2,
    messages: {
      ko: '공간이 마음에 드셨다면 멤버십으로 더 편하게 이어 가세요. 지금 결제하시면 10 % 할인!',
      en: 'If you are happy with the space, go on more comfortably with a membership. 10 % off if you pay now!',
    },
  },
  {
    id: 'C4',
    decisionPoint: 'last_day',
    trigger: 'last day of the trial',
    channel: 'push',
    offer: '5 % for extending',
    validDays: 1,
    messages: {
      ko: '체험 시간이 곧 끝납니다. 계속 이용하시겠어요? 마지막 기회, 5 % 할인!',
      en: 'Your time is about to end. Want to extend? Last chance: 5 % off!',
    },
  },
];

/** The action of a decision point. */
export function actionAt(point: DecisionPoint): TrialAction {
  const action = TRIAL_ACTIONS.find(({ decisionPoint }) => decisionPoint === point);
  if (action === undefined) throw new Error(`no action for the decision point ${point}`);
  return action;
}
