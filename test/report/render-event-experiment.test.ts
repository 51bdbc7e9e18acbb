import { expect, it } from 'vitest';
import { renderEventExperiment } from '../../report/render-event-experiment.ts';
import { eventMetrics } from '../models/events/event-metrics.ts';

const render = (metrics: ReturnType<typeof eventMetrics>) =>
  renderEventExperiment({
    run: { dataset: 'loyalty', asOf: '2022-01-01', seed: 7 },
    runId: 'run-1',
    metrics,
  });
const page = render(eventMetrics());

it('shows every row beside what the originals printed and what needs no model, on both splits', () => {
  expect(page).toContain('loyalty as of 2022-01-01');
  const rowsOf = (name: string) =>
    page.split('<tr>').filter((row) => row.includes(`<strong>${name}</strong>`));
  const [tuned, ...others] = rowsOf('8 XGBoost, tuned');
  expect(others).toHaveLength(1);
  expect(tuned).toContain('★');
  expect(tuned).toContain('0.330<small>theirs 0.412</small>');
  expect(tuned).toContain('chosen: maxDepth 6, rounds 200');
  expect(tuned).toContain(
    'aria-label="accuracy of XGBoost, tuned: 0.330, interval 0.300 to 0.360, transitions 0.260"',
  );
  expect(rowsOf('7 XGBoost, balanced weights')[0]).not.toContain('★');
  expect(rowsOf('no model: transitions')).toHaveLength(4);
  expect(page).toContain('<li>10 mean of 8 and 9: Theirs averaged one saved fold');
});

it('says where a test cannot judge, and of how many rows and ties it is', () => {
  expect(page.match(/This cannot judge a model: [^<]*/g)).toEqual([
    'This cannot judge a model: 187 test rows (at least 300).',
  ]);
  expect(page).toContain(
    '2,600 rows of 2,000 customers; 13 begin and 9 end at several affiliates of one hour.',
  );
});

it('shows the leak apart, as a demonstration', () => {
  const section = page.slice(page.indexOf('What the originals’ leak is worth'));
  expect(section).toContain('never a candidate');
  expect(section).toMatch(/0\.260<small>.*0\.410<small>.*0\.340<small>.*0\.460<small>/s);
  expect(page.split('demonstration, no candidate')).toHaveLength(1);
});

it('says why nothing can be judged, and shows no table then', () => {
  const nothing = render({ events: { expanded_rows: 0, unfittable: '0 training rows (at least 40)' } });
  expect(nothing).toContain('0 first uses: 0 training rows (at least 40).');
  expect(nothing).not.toContain('<table');
});

it('needs nothing from elsewhere', () => {
  expect(page).not.toMatch(/<script|src=|href="http/);
});
