import { expect, it } from 'vitest';
import { renderPointFigures } from '../../../report/sections/render-point-figures.ts';
import { readRows } from '../read-rows.ts';
import { makeTrialReportData, POINT_FIGURES } from '../trial-fixture.ts';

/** The row of a decision point. */
const cellsOf = (page: string, title: string) => readRows(page).find(([head]) => head?.startsWith(title));

it('shows each figure beside its baselines, and marks it only where it leads them all', () => {
  const page = renderPointFigures(makeTrialReportData()).toString();
  expect(cellsOf(page, '3 h of stay')).toEqual([
    '3 h of stay 600 customers 40.0 % paid',
    '0.700 chance 0.500',
    '0.650 to 0.750',
    '★ 0.600 one rate 0.670',
    '59.0 % majority 60.0 %',
    '0.560 at random 0.450 everyone 0.570',
  ]);
});

it('has a row for each point that was measured, in their order', () => {
  const page = renderPointFigures(makeTrialReportData()).toString();
  const titles = readRows(page).map(([head]) => head?.replace(/ 600 customers.*/, ''));
  expect(titles).toEqual(['Registration', 'First visit', '3 h of stay', '15 h of stay']);
});

it('marks a figure that leads all its baselines, and says which model is not in use', () => {
  const metrics = { first_visit: { ...POINT_FIGURES, f1: 0.58 }, stay_15h: POINT_FIGURES };
  const page = renderPointFigures(makeTrialReportData({ metrics })).toString();
  expect(cellsOf(page, 'First visit')?.at(-1)).toBe('★ 0.580 at random 0.450 everyone 0.570');
  expect(cellsOf(page, 'First visit')?.[0]).toMatch(/ not in use$/);
  expect(cellsOf(page, '15 h of stay')?.[0]).toMatch(/ not in use: 3 h of stay stands in$/);
});

it('draws all intervals on one scale', () => {
  const wide = { ...POINT_FIGURES, auc: 0.6, auc_low: 0.4, auc_high: 0.8 };
  const metrics = { registration: POINT_FIGURES, stay_15h: wide };
  const page = renderPointFigures(makeTrialReportData({ metrics })).toString();
  const bounds = [...page.matchAll(/<line class="bound" x1="([^"]*)"/g)].map(([, x]) => x);
  expect(bounds).toHaveLength(2);
  expect(new Set(bounds).size).toBe(1);
  expect(page.match(/<line class="range (pass|fail)"/g)).toEqual([
    '<line class="range pass"',
    '<line class="range fail"',
  ]);
});

it('shows a dash for what could not be measured, and nothing where nothing was', () => {
  const metrics = { registration: { test_rows: 9, positives: 0, auc: null, log_loss: null } };
  expect(cellsOf(renderPointFigures(makeTrialReportData({ metrics })).toString(), 'Registration')).toEqual([
    'Registration 9 customers 0.0 % paid',
    '– chance 0.500',
    '',
    '– one rate –',
    '– majority –',
    '– at random – everyone –',
  ]);
  expect(renderPointFigures(makeTrialReportData({ metrics: {} })).toString()).toBe('');
});
