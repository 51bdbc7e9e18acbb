import { expect, it } from 'vitest';
import { renderBaselines } from '../../../report/sections/render-baselines.ts';
import { NEXT_AFFILIATE_REPORT } from '../next-affiliate-fixture.ts';
import { makeReportData, makeStep } from '../report-fixture.ts';

/** Cells of the row of one figure, tags taken away. */
function cellsOf(page: string, title: string): string[] {
  const row = page.split('<tr>').find((part) => part.includes(`<strong>${title}</strong>`)) ?? '';
  return row
    .split('<td')
    .slice(2)
    .map((cell) =>
      cell
        .replace(/^[^>]*>/, '')
        .replaceAll(/<[^>]*>/g, '')
        .trim(),
    );
}

it('marks the best of each row, whichever direction is better', () => {
  const page = renderBaselines(makeReportData()).toString();
  expect(cellsOf(page, 'hit@1').map((cell) => cell.startsWith('★'))).toEqual([true, false]);
  expect(cellsOf(page, 'log-loss').map((cell) => cell.startsWith('★'))).toEqual([true, false]);
  expect(cellsOf(page, 'ECE of any').map((cell) => cell.startsWith('★'))).toEqual([false, true]);
});

it('shows the interval of hit@1 and a dash for what was not measured', () => {
  const page = renderBaselines(makeReportData()).toString().replaceAll('\u00a0', ' ');
  expect(cellsOf(page, 'hit@1')[0]).toBe('★ 28.4 %95 %: 25.4 % to 31.6 %');
  expect(cellsOf(page, 'hit@3')).toEqual(['–', '–']);
});

it('takes no limit for a baseline', () => {
  const figures = {
    log_loss: 1,
    log_loss_low: 0.9,
    log_loss_high: 1.1,
    log_loss_majority: 1.2,
    log_loss_low_majority: 1.1,
    log_loss_high_majority: 1.3,
  };
  const page = renderBaselines(makeReportData({ metrics: { 'next-affiliate': figures } })).toString();
  expect(cellsOf(page.replaceAll('\u00a0', ' '), 'log-loss')).toEqual([
    '★ 1.00095 %: 0.900 to 1.100',
    '1.20095 %: 1.100 to 1.300',
  ]);
  expect(page).toContain('>Majority</th>');
});

it('shows each affiliate and the calibration of any where they were described', () => {
  const page = renderBaselines(makeReportData({ nextAffiliate: NEXT_AFFILIATE_REPORT })).toString();
  expect(page).toContain('<h3>Each affiliate</h3>');
  expect(page).toContain('<h3>Will a customer try anything new at all?</h3>');
});

it('says which affiliates are taken for closed', () => {
  const steps = [makeStep({ name: 'export-features', metrics: { closed: 'B01, C02' } })];
  expect(renderBaselines(makeReportData({ steps })).toString()).toContain(
    'Nobody used B01, C02 in the 90 days',
  );
  expect(renderBaselines(makeReportData()).toString()).not.toContain('closed');
});

it('marks all that read the same', () => {
  const figures = { log_loss: 1.0001, log_loss_transitions: 1.0002 };
  const page = renderBaselines(makeReportData({ metrics: { 'next-affiliate': figures } })).toString();
  expect(cellsOf(page, 'log-loss')).toEqual(['★ 1.000', '★ 1.000']);
});

it('is left out where nothing was measured', () => {
  expect(renderBaselines(makeReportData({ metrics: {} })).toString()).toBe('');
});
