import { expect, it } from 'vitest';
import { describePlanPower, forecastPlan } from '../../../models/lift/forecast-plan.ts';
import type { Arm } from '../../../models/playbooks/arms.ts';
import { strategy } from '../../platform/publishing/sketch-strategy.ts';

const row = (customer: number, action: string, probability: number | null, score = 0.4) =>
  strategy({
    ...{ strategy_id: `${action}-${customer}`, customer_id: `U${customer}`, action_id: action, score },
    evidence: JSON.stringify({
      holdout_share: 0.1,
      measured_by: { outcome: 'paid', targets: [], window_days: 17, enrol_days: 91 },
      probability,
    }),
  });
const ROWS = [
  ...Array.from({ length: 30 }, (_, customer) => row(customer, 'C1', 0.4, customer < 15 ? 0.3 : 0.5)),
  ...Array.from({ length: 10 }, (_, customer) => row(customer, 'B1', null)),
];
/** 300 were eligible on earlier nights, ten of tonight's among them. */
const arms = new Map([
  ['C1', new Map<string, Arm>(Array.from({ length: 300 }, (_, place) => [`U${place + 20}`, 'treatment']))],
]);

it('tells those eligible so far from those of a day, who are eligible for the first time', () => {
  const flows = forecastPlan(ROWS, { asOf: '2021-12-31', since: '2021-12-29', arms });
  // 20 of 30 are new, in two days.
  expect(flows.get('C1')).toMatchObject({ enrolled: 320, perNight: 10, holdoutShare: 0.1, windowDays: 17 });
  expect(flows.get('C1')!.base).toBeCloseTo(0.4);
  expect(flows.get('B1')).toMatchObject({ enrolled: 10, perNight: 5, base: null });
});

it('supposes nobody more after a first night', () => {
  const flows = forecastPlan(ROWS, { asOf: '2021-12-31', since: null, arms: new Map() });
  expect(flows.get('C1')).toMatchObject({ enrolled: 30, perNight: 0 });
});

it('says it in a sentence for each action, in their order', () => {
  const power = describePlanPower(ROWS, { asOf: '2021-12-31', since: '2021-12-29', arms });
  expect(Object.keys(power)).toEqual(['B1', 'C1']);
  expect(power.C1).toMatch(/^with 10 % held out, 320 customers so far and 10 more a night you can detect ±/);
});
