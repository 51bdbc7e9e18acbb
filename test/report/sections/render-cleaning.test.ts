import { expect, it } from 'vitest';
import { renderCleaning } from '../../../report/sections/render-cleaning.ts';
import { renderDataQuality } from '../../../report/sections/render-data-quality.ts';
import { readRows } from '../read-rows.ts';
import { makeReportData } from '../report-fixture.ts';

const counts = {
  'payments.payments_matched': 7,
  'payments.payments_refunded': 0,
  'purchases.purchase_lines_merged': 12_345,
};

it('shows what occurred, most frequent first, and how much did not', () => {
  const page = renderCleaning(counts).toString();
  expect(readRows(page)).toEqual([
    ['purchases', 'purchase lines merged', '12,345'],
    ['payments', 'payments matched', '7'],
  ]);
  expect(page).toContain('2 of 3 kinds occurred');
});

it('shows no table where nothing had to be cleaned, and nothing where nothing was counted', () => {
  expect(renderCleaning({ 'payments.payments_matched': 0 }).toString()).not.toContain('<table');
  expect(renderCleaning({}).toString()).toBe('');
});

it('stands in the section on the quality of the data', () => {
  const page = renderDataQuality(makeReportData({ metrics: { cleaning: counts } })).toString();
  expect(page).toContain('purchase lines merged');
});
