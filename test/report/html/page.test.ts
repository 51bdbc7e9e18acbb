import { expect, it } from 'vitest';
import { renderPage } from '../../../report/html/page.ts';

it('allows its own style and nothing else', () => {
  const page = renderPage({ title: 'A & B', body: '<hr>' });
  expect(page.startsWith('<!doctype html>')).toBe(true);
  expect(page).toContain('<title>A &amp; B</title>');
  expect(page).toContain(
    `content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"`,
  );
  expect(page).toContain('&lt;hr&gt;');
  expect(page).toContain('prefers-color-scheme: dark');
  expect(page).toContain('@media print');
});
