import { expect, it } from 'vitest';
import { renderSamples } from '../../../report/sections/render-samples.ts';
import { readRows } from '../read-rows.ts';
import { SAMPLE } from '../recommender-fixture.ts';

it('says who it is, what is recommended, and why', () => {
  const page = renderSamples({ samples: [SAMPLE] }).toString();
  expect(page).toContain('Hypermarket family · has used A02, D01 · next: A01');
  expect(readRows(page)).toEqual([
    ['1', 'Soy sauce Condiments', 'A02', '4.2K', 'bought Salt and Pepper of the same subcategory'],
    [
      '2',
      'Scarf &lt;silk&gt; Accessories',
      'A01 the next affiliate',
      '131K',
      'bought Gloves of the same category',
    ],
    ['3', 'Thermos Outdoor', 'A02', '24K', 'bought Camping stove by the same customers'],
    [
      '4',
      'Tent Outdoor',
      'A02',
      '–',
      'nothing of the kind bought before: what the purchases of all customers say',
    ],
  ]);
});

it('goes without what is not known of a customer', () => {
  const page = renderSamples({ samples: [{ ...SAMPLE, segment: null, used: [], next: null }] }).toString();
  expect(page).toContain('>has used no affiliate · no next affiliate predicted<');
});

it('is left out where nothing is recommended', () => {
  expect(renderSamples({ samples: [] }).toString()).toBe('');
});
