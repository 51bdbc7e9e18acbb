import { expect, it } from 'vitest';
import { renderAudience } from '../../../report/sections/render-audience.ts';
import { makeTrialReportData } from '../trial-fixture.ts';

const ACTION = { action: 'C1', channel: 'app', treatment: 50, holdout: 50 };

it('says of each action who got it, who did not and why, and what its discount must achieve', () => {
  const page = renderAudience(
    makeTrialReportData({
      actions: [
        {
          ...ACTION,
          suppressed: [
            { reason: 'outranked', rows: 1_200 },
            { reason: 'already_paid', rows: 7 },
          ],
          breakEvenLift: 0.0688,
        },
        { action: 'A4', channel: '', treatment: 0, holdout: 0, suppressed: [], breakEvenLift: null },
      ],
    }),
  ).toString();
  expect(page).toContain('1,200: another offer is worth more, or stands before it in the playbook');
  expect(page).toContain('7: has paid already');
  expect(page).toContain('+6.9\u00a0points');
  expect(page).toContain('50.0\u00a0%');
  expect(page).toContain('nothing shows yet that it does');
  expect(page).not.toMatch(/undefined|null|NaN/);
});

it('shows a plan that explains nothing without empty columns', () => {
  const page = renderAudience(makeTrialReportData({ actions: [ACTION] })).toString();
  expect(page).toContain('Share held out');
  expect(page).not.toContain('Break-even');
});

it('leaves the lift out where no offer has a discount', () => {
  const suppressed = [{ reason: 'nightly_cap', rows: 3 }];
  const page = renderAudience(makeTrialReportData({ actions: [{ ...ACTION, suppressed }] })).toString();
  expect(page).toContain('3: has as many offers tonight as one customer may get');
  expect(page).not.toContain('reak-even');
});

it('says that nothing was planned where every model was held', () => {
  const page = renderAudience(makeTrialReportData({ outcome: 'HELD' })).toString();
  expect(page).toContain('No messages were planned in this run.');
});

it('says what each holdout can show', () => {
  const power = { C1: 'with 10 % held out and 43 customers a night you can detect ±8.3 points in 13 weeks' };
  const page = renderAudience(makeTrialReportData({ actions: [ACTION], metrics: { power } })).toString();
  expect(page).toContain(`<strong>C1</strong>: ${power.C1}`);
  expect(renderAudience(makeTrialReportData({ actions: [ACTION], metrics: {} })).toString()).not.toContain(
    'can show',
  );
});
