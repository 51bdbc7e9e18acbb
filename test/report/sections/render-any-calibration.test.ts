import { expect, it } from 'vitest';
import { renderAnyCalibration } from '../../../report/sections/render-any-calibration.ts';
import { NEXT_AFFILIATE_REPORT } from '../next-affiliate-fixture.ts';

const { calibration } = NEXT_AFFILIATE_REPORT;
const render = (changes: Partial<typeof calibration> = {}) =>
  renderAnyCalibration({ calibration: { ...calibration, ...changes } })
    .toString()
    .replaceAll('\u00a0', ' ');

it('shows the error beside what chance explains, the line, and a point for each tenth', () => {
  const page = render();
  expect(page).toContain('2.1 points away from what happened; chance alone explains up to 1.8 points');
  expect(page).toContain('Slope 0.93 (95 %: 0.81 to 1.05)');
  expect(page).toContain('intercept −0.12 (95 %: −0.21 to −0.03)');
  expect(page.match(/<circle/g)).toHaveLength(3);
});

it('goes without a line where none could be fitted, and is left out without rows', () => {
  expect(render({ line: null })).not.toContain('Slope');
  expect(render({ groups: [] })).toBe('');
});
