import { expect, it } from 'vitest';
import { html, trustMarkup } from '../../../report/html/html.ts';

it('escapes values between tags and in attributes', () => {
  const value = `<b a="1" c='2'>&</b>`;
  expect(html`<p title="${value}">${value}</p>`.toString()).toBe(
    '<p title="&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;&lt;/b&gt;">&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;&lt;/b&gt;</p>',
  );
});

it('keeps what is markup already, also in lists', () => {
  const items = ['<a>', html`<b>${'<i>'}</b>`, trustMarkup('<hr>')];
  expect(html`${items}`.toString()).toBe('&lt;a&gt;<b>&lt;i&gt;</b><hr>');
});

it('shows nothing for what is absent, and zero for zero', () => {
  expect(html`[${null}${undefined}${false}${0}]`.toString()).toBe('[0]');
});

it('takes no object that only looks like markup', () => {
  const forged = { toString: () => '<script>' } as unknown as string;
  expect(() => html`${forged}`.toString()).toThrow();
});
