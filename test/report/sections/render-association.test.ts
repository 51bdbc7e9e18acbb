import { expect, it } from 'vitest';
import { renderAssociation } from '../../../report/sections/render-association.ts';
import { LIFETIME } from '../lifetime-fixture.ts';
import { readRows } from '../read-rows.ts';

it('draws spend as it is and at equal activity on one scale', () => {
  const page = renderAssociation(LIFETIME.association!, 92).toString();
  expect(readRows(page)).toEqual([
    ['1', '60', '50K', '90K'],
    ['2', '30', '120K', '105K'],
    ['8 or more', '8', '400K', '150K'],
  ]);
  const widths = [...page.matchAll(/<rect width="([^"]*)"/g)].map(([, width]) => Number(width));
  expect(widths).toEqual([12.5, 22.5, 30, 26.3, 100, 37.5]);
});
