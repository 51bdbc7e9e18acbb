import { expect, it } from 'vitest';
import { renderClasses } from '../../../report/sections/render-classes.ts';
import { NEXT_AFFILIATE_REPORT } from '../next-affiliate-fixture.ts';
import { readRows } from '../read-rows.ts';

it('lists affiliates by how many took them up, and names those that nobody did', () => {
  const page = renderClasses(NEXT_AFFILIATE_REPORT).toString();
  expect(readRows(page).map((cells) => cells.join('|').replaceAll('\u00a0', ' '))).toEqual([
    'A02|200|40.0 %|30.0 %|0.343',
    'A01|121|50.0 %|25.0 %|0.333',
    'B01|8|0.0 %|never guessed|0.000',
  ]);
  expect(page).toContain('Nobody took up E01.');
});

it('is left out where nobody took up anything', () => {
  const classes = NEXT_AFFILIATE_REPORT.classes.map((found) => ({ ...found, support: 0 }));
  expect(renderClasses({ classes }).toString()).toBe('');
});
