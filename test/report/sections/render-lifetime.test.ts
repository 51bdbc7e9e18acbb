import { expect, it } from 'vitest';
import { renderLifetime } from '../../../report/sections/render-lifetime.ts';
import { LIFETIME } from '../lifetime-fixture.ts';
import { readRows } from '../read-rows.ts';

const page = renderLifetime({ lifetime: LIFETIME, metrics: {} }).toString().replaceAll('\u00a0', ' ');

it('shows the errors beside both rules, a lead marked where its whole interval is below 0', () => {
  expect(readRows(page)).toEqual([
    ['mix, weight of the model 0.5', '3.90', '', '39K', ''],
    ['model alone', '4.20', '', '42K', ''],
    ['own rate goes on', '4.30', '−0.40 −0.60 to −0.20', '43K', '−4K −6K to −2K'],
    ['last 92 days repeated', '4.10', '−0.20 −0.50 to 0.10', '41K', '−2K −5K to 1K'],
  ]);
  expect(page.match(/class="best"/g)).toHaveLength(2);
  expect(page).toContain(
    '82.0 % of the customers lie in their 80 % interval of purchase days, 74.0 % in that of spend',
  );
});

it('warns of customers who were there before the data', () => {
  expect(page).toContain('79.0 % of the customers appear in the first four weeks');
  const later = renderLifetime({ lifetime: { ...LIFETIME, isLeftCensored: false }, metrics: {} });
  expect(later.toString()).not.toContain('first four weeks');
});

it('draws what happened against all three forecasts', () => {
  const drawing = page.slice(page.indexOf('<svg'), page.indexOf('</svg>'));
  expect(drawing.match(/<polyline/g)).toHaveLength(3);
  expect(drawing.match(/<circle/g)).toHaveLength(6);
});

it('calls what goes with more affiliates an association, and shows both figures', () => {
  expect(page).toContain('spent 43.0 % of the mean more in the 92 days after (95 %: 37.0 % to 50.0 %)');
  expect(page).toContain('Among customers equally active before it is 14.0 % (10.0 % to 19.0 %)');
  expect(page).toContain('An association, not an effect');
});

it('says what is missing: a history to judge by, buyers, or the pipeline’s part in it', () => {
  const short = renderLifetime({
    lifetime: { ...LIFETIME, validation: null, association: null },
    metrics: {},
  });
  expect(short.toString()).toContain('too little history to hold 92 days out');
  expect(short.toString()).not.toMatch(/<svg|NaN|undefined/);
  const nobody = renderLifetime({ lifetime: null, metrics: { lifetime: { buyers: 0 } } });
  expect(nobody.toString()).toContain('Nobody has bought anything yet');
  expect(renderLifetime({ lifetime: null, metrics: {} }).toString()).toBe('');
});
