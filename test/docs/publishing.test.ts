import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { PublishingBounds } from '../../models/contracts/project-config.ts';
import { WebhookSettings } from '../../models/contracts/webhook-settings.ts';
import { signBody } from '../../models/publishing/sign-body.ts';

const page = readFileSync(new URL('../../docs/publishing.md', import.meta.url), 'utf8');

/** Code blocks of a language. */
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, text]) => text!);

it('shows settings with their defaults', () => {
  const [bounds, sinks] = blocks('json').map((text) => {
    try {
      return JSON.parse(`{${text}}`) as { publishing?: unknown; sinks?: { crm: Record<string, unknown> } };
    } catch {
      return {};
    }
  });
  expect(bounds?.publishing).toEqual(PublishingBounds.parse({}));
  const { kind, url, secret } = sinks!.sinks!.crm;
  expect(sinks?.sinks?.crm).toEqual(WebhookSettings.parse({ kind, url, secret }));
});

it('checks a signature as it is made', () => {
  const [code] = blocks('js');
  const body = code!.replace(
    /^import .*$/m,
    "const { createHmac, timingSafeEqual } = process.getBuiltinModule('node:crypto');",
  );
  const isGenuine = new Function(`${body}; return isGenuine;`)() as (
    header: string,
    body: string,
    secret: string,
    now: number,
  ) => boolean;
  const [text, secret, seconds] = ['{"messages":["안녕"]}', 'a secret of twenty-two', 1_639_526_400];
  const header = signBody(text, { secret, seconds });
  expect(isGenuine(header, text, secret, seconds + 10)).toBe(true);
  expect(isGenuine(header, `${text} `, secret, seconds + 10)).toBe(false);
  expect(isGenuine(header, text, 'another secret of it', seconds + 10)).toBe(false);
  expect(isGenuine(header, text, secret, seconds + 301)).toBe(false);
  expect(isGenuine('t=1', text, secret, seconds)).toBe(false);
});
