import { expect, it } from 'vitest';
import { renderSteps } from '../../../report/sections/render-steps.ts';
import { makeReportData, makeStep } from '../report-fixture.ts';

it('shows rows, time and peak memory, and no memory for what was reused', () => {
  const steps = [
    makeStep({ name: 'one', attempt: 3 }),
    makeStep({ name: 'two', reused: true, peakRssMb: 999 }),
  ];
  const page = renderSteps(makeReportData({ steps })).toString();
  for (const text of ['✓ done', 'attempt 3', '12,345', '1.5\u00a0s', '400 MiB', 'abcdef012345', '↺ reused'])
    expect(page).toContain(text);
  expect(page).not.toContain('999');
});

it('draws the dependencies that the workflow gave, or else the order, and says which', () => {
  const steps = ['one', 'two', 'three'].map((name) => makeStep({ name }));
  const countLinks = (page: string) => page.match(/class="link"/g)?.length ?? 0;
  const given = [
    { name: 'one', dependsOn: [] },
    { name: 'two', dependsOn: [] },
    { name: 'three', dependsOn: ['one'] },
  ];
  const withDag = renderSteps(makeReportData({ steps, dag: given })).toString();
  const without = renderSteps(makeReportData({ steps, dag: [] })).toString();
  expect(countLinks(withDag)).toBe(1);
  expect(countLinks(without)).toBe(2);
  expect(withDag).not.toContain('the order in which the steps began');
  expect(without).toContain('the order in which the steps began');
});
