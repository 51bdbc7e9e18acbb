import { expect, test } from 'vitest';

const { createReporter } = await import(
  new URL('../../../platform/bootstrap/reporter.mjs', import.meta.url).href
);

test('without a terminal: one plain line per event, a failure with its reason below it', () => {
  const written: string[] = [];
  const reporter = createReporter({ isTTY: false, write: (text: string) => written.push(text) });
  reporter.begin('temporal');
  reporter.note('temporal', 'building');
  reporter.end('temporal', { ok: true, label: 'temporal 1.5.1', detail: 'built', seconds: 151.26 });
  reporter.end('lightgbm', { ok: false, error: new Error('no LightGBM\nTo fix: …'), seconds: 0.04 });
  reporter.close();
  expect(
    written
      .join('')
      .split('\n')
      .map((line) => line.replaceAll(/ {2,}/g, '  ')),
  ).toEqual([
    '… temporal: building',
    '✓ temporal 1.5.1  built  151.3 s',
    '✗ lightgbm  not available  0.0 s',
    '  no LightGBM',
    '  To fix: …',
    '',
  ]);
});

test('on a terminal: a live line names what runs, and is wiped before a finished line', () => {
  const written: string[] = [];
  const terminal = { isTTY: true, columns: 40, write: (text: string) => written.push(text) };
  const reporter = createReporter(terminal, { CI: '' });
  reporter.begin('temporal');
  reporter.note('temporal', 'building');
  reporter.begin('packages');
  reporter.end('packages', { ok: true, label: 'packages', detail: 'cached', seconds: 0 });
  reporter.close();
  expect(written).toHaveLength(4);
  expect(written[1]).toMatch(/^✓ packages/);
  expect(written[2]).toMatch(/temporal: building/);
  expect(written.at(-1)).toBe('\r\x1b[K');
});
