import { expect, test } from 'vitest';

const { firstAvailable } = await import(
  new URL('../../../platform/bootstrap/sources.mjs', import.meta.url).href
);

const part = { label: 'temporal 1.5.1', version: '1.5.1', detail: 'built', files: [], value: {} };
const source = (name: string, find: () => Promise<unknown>) => ({ name, find });
const absent = (name: string, why: string) => source(name, () => Promise.reject(new Error(why)));

test('the first source that has the part wins, and later ones are not asked', async () => {
  const later = source('go install', () => Promise.reject(new Error('asked')));
  const sources = [
    absent('PATH', 'not found'),
    source('cache', async () => undefined),
    source('mine', async () => part),
    later,
  ];
  expect(await firstAvailable('Temporal server', sources, 'install Go')).toBe(part);
});

test('with none, the error says what was tried, each with its reason, and what to do', async () => {
  const sources = [
    absent('PATH', 'not found'),
    source('package', async () => undefined),
    absent('go install', 'no go on PATH'),
  ];
  await expect(firstAvailable('Temporal server', sources, 'install Go')).rejects.toMatchObject({
    name: 'PartUnavailableError',
    reason: 'no Temporal server on this machine',
    tried: ['PATH: not found', 'go install: no go on PATH'],
    fix: 'install Go',
    message: expect.stringMatching(/- PATH: not found\n- go install: no go on PATH\nTo fix: install Go$/),
  });
});
