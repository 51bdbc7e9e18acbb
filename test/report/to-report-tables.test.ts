import { expect, it } from 'vitest';
import { toReportTables } from '../../report/to-report-tables.ts';

it('puts together what was kept, what was not, and why, by table', () => {
  const visits = { uri: 'store:visits', digest: 'd', rows: 90 };
  const reasons = [
    { table: 'visits', column: 'day', rule: 'not a day', rows: 7 },
    { table: 'other', column: 'id', rule: 'missing', rows: 3 },
  ];
  expect(
    toReportTables({
      counts: { visits_quarantined: 7, products_quarantined: 0, note: 'x' },
      kept: { visits },
      reasons,
    }),
  ).toEqual([
    { table: 'visits', kept: 90, quarantined: 7, reasons: [{ column: 'day', rule: 'not a day', rows: 7 }] },
    { table: 'products', kept: null, quarantined: 0, reasons: [] },
  ]);
});
