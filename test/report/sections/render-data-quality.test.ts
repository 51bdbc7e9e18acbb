import { expect, it } from 'vitest';
import { renderDataQuality } from '../../../report/sections/render-data-quality.ts';
import { makeReportData } from '../report-fixture.ts';

it('says how many rows of each table were quarantined, and why', () => {
  const page = renderDataQuality(makeReportData()).toString();
  expect(page).toContain('10 rows break the contract');
  expect(page).toContain('0.10\u00a0%');
  expect(page).toContain('day: not a day <span class="soft">× 10</span>');
});

it('does not round one bad row in a million to none', () => {
  const tables = [{ table: 'visits', kept: 999_999, quarantined: 1, reasons: [] }];
  const page = renderDataQuality(makeReportData({ tables })).toString();
  expect(page).toContain('1 row breaks the contract of the source and was quarantined');
  expect(page).toContain('under 0.01\u00a0%');
});

it('claims nothing where the run recorded nothing', () => {
  expect(renderDataQuality(makeReportData({ tables: [] })).toString()).toContain('has not recorded');
});

it('says so when every row is good', () => {
  const tables = [{ table: 'visits', kept: 10, quarantined: 0, reasons: [] }];
  expect(renderDataQuality(makeReportData({ tables })).toString()).toContain(
    'Every row of the source kept its contract.',
  );
});
