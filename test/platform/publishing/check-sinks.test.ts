import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { checkSinks } from '../../../platform/publishing/check-sinks.ts';
import { WEBHOOK } from '../../models/contracts/examples.ts';

beforeEach(() => {
  vi.stubEnv('CRM_SECRET', 'a secret of twenty-two');
});
afterEach(() => vi.unstubAllEnvs());

it.each([
  [{ url: 'http://127.0.0.1/offers', allowPrivate: true }, []],
  [
    { url: 'http://127.0.0.1/offers' },
    [expect.stringContaining('is at 127.0.0.1, a private or link-local address')],
  ],
  [{ url: 'http://[fe80::1]/offers' }, [expect.stringContaining('is at fe80::1')]],
  [
    { url: 'https://nothing.invalid/offers' },
    [expect.stringMatching(/^the sink crm: https:\/\/nothing\.invalid\/offers resolves to nothing/)],
  ],
])('%j', async (change, problems) => {
  expect(await checkSinks({ crm: { ...WEBHOOK, ...change } })).toEqual(problems);
});

it('misses a secret', async () => {
  vi.stubEnv('CRM_SECRET', '');
  const sink = { ...WEBHOOK, url: 'http://127.0.0.1/', allowPrivate: true };
  expect(await checkSinks({ crm: sink })).toEqual([expect.stringContaining('the sink crm has no secret')]);
});
