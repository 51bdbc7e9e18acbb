import { expect, it } from 'vitest';
import { renderJourneys } from '../../../report/sections/render-journeys.ts';

it('shows nothing where no journey has begun', () => {
  expect(renderJourneys({ journeys: null }).toString()).toBe('');
  expect(renderJourneys({ journeys: { endings: {}, messages: [] } }).toString()).toBe('');
});

it('shows how journeys ended, and by action what was sent and why the rest was not', () => {
  const message = { action: 'C3a', drop_reason: null };
  const page = renderJourneys({
    journeys: {
      endings: { open: 1_200, paid: 30 },
      messages: [
        { ...message, state: 'sent', count: 900 },
        { ...message, state: 'held_out', count: 100 },
        { ...message, state: 'dropped', drop_reason: 'opted_out', count: 3 },
        { ...message, state: 'dropped', drop_reason: 'left', count: 40 },
        { ...message, action: 'C4', state: 'sent', count: 7 },
      ],
    },
  }).toString();
  expect(page).toContain('1,200 under way, 30 ended with a payment');
  const rows = [...page.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row]) =>
    [...row!.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell]) => cell!.replace(/<[^>]+>/g, '').trim()),
  );
  expect(rows.filter(({ length }) => length > 0)).toEqual([
    [
      ...['C3a', '900', '100', '43'],
      '40: the customer had left when it could be sent; 3: does not want to be contacted',
    ],
    ['C4', '7', '0', '0', '–'],
  ]);
});
