import { expect, it } from 'vitest';
import { escapeHtml } from '../../../report/html/escape-html.ts';

it('escapes the five characters that mean something in HTML, once each', () => {
  expect(escapeHtml(`&<>"'`)).toBe('&amp;&lt;&gt;&quot;&#39;');
  expect(escapeHtml('&amp;')).toBe('&amp;amp;');
  expect(escapeHtml('한글 $1 `x`')).toBe('한글 $1 `x`');
});
