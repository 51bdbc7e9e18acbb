import { describe, expect, it } from 'vitest';
import { describeRunning, describeStep } from '../../cli/step-lines.ts';
import { sketchStep } from './sketch-step.ts';

describe('the line of a step that has ended', () => {
  it.each([
    [{}, '✓ fit-next-affiliate             1.2 s       6,500 rows    480 MiB'],
    [{ reused: true }, '↺ fit-next-affiliate             1.2 s       6,500 rows             reused'],
    [
      { state: 'failed' as const, rows: null, peak_rss_mb: null, error: 'lacks column cust\n  at cust' },
      '✗ fit-next-affiliate             1.2 s                              lacks column cust',
    ],
    [{ step: 'audit-tables', rows: 0 }, '✓ audit-tables                   1.2 s           0 rows    480 MiB'],
  ])('%j', (change, line) => {
    expect(describeStep(sketchStep(change))).toBe(line);
  });
});

it('says what a step usually takes, where earlier runs know', () => {
  expect(describeStep(sketchStep(), 900)).toMatch(/480 MiB {2}usually 0\.90 s$/);
  expect(describeStep(sketchStep({ reused: true }), 900)).toMatch(/reused$/);
  const running = sketchStep({ state: 'running', note: 'epoch 5', ended_at: null });
  expect(describeRunning(running, new Date('2026-11-20T17:00:04Z'), 900)).toMatch(
    /epoch 5 {2}usually 0\.90 s$/,
  );
});

describe('the line of a step that is running', () => {
  const now = new Date('2026-11-20T17:00:04.000Z');
  const running = (change: object) =>
    describeRunning(sketchStep({ state: 'running', ended_at: null, ...change }), now);

  it.each([
    [
      { progress: 0.5, note: 'epoch 10' },
      '▶ fit-next-affiliate             4.0 s ██████████░░░░░░░░░░ epoch 10',
    ],
    [{ progress: null }, '▶ fit-next-affiliate             4.0 s ░░░░░░░░░░░░░░░░░░░░'],
    [{ progress: 7, note: null }, '▶ fit-next-affiliate             4.0 s ████████████████████'],
    [{ progress: -1 }, '▶ fit-next-affiliate             4.0 s ░░░░░░░░░░░░░░░░░░░░'],
    [
      { progress: 0.25, note: 'epoch 5', attempt: 2 },
      '▶ fit-next-affiliate             4.0 s █████░░░░░░░░░░░░░░░ epoch 5 (attempt 2)',
    ],
  ])('%j', (change, line) => {
    expect(running(change)).toBe(line);
  });
});
