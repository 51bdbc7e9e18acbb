import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseConfig } from '../../platform/config.ts';
import { UsageError } from '../../platform/errors.ts';
import { loadProjectConfig } from '../../platform/project-config.ts';
import { makeTemporaryDirectory } from '../support/temporary-directory.ts';

function writeConfig(content: unknown): string {
  const path = join(makeTemporaryDirectory(), 'crosslift.config.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}
async function refusal(path: string): Promise<string> {
  const error = await loadProjectConfig(path, false).catch((failure: unknown) => failure);
  expect(error).toBeInstanceOf(UsageError);
  return (error as UsageError).message;
}

it('finds sources from the folder of the file', async () => {
  const path = writeConfig({
    language: 'en',
    datasets: {
      seoul: { pipeline: 'trial-conversion', source: 'data/seoul' },
      shop: { pipeline: 'affiliate-expansion', source: '/srv/shop' },
    },
  });
  expect(await loadProjectConfig(path, true)).toEqual({
    path,
    config: {
      language: 'en',
      datasets: {
        seoul: { pipeline: 'trial-conversion', source: join(path, '../data/seoul') },
        shop: { pipeline: 'affiliate-expansion', source: '/srv/shop' },
      },
    },
  });
});

it('finds playbooks from the folder of the file, too', async () => {
  const path = writeConfig({
    playbook: 'ours.yaml',
    datasets: { seoul: { pipeline: 'trial-conversion', source: '/srv/seoul', playbook: 'own/seoul.yaml' } },
  });
  const { config } = await loadProjectConfig(path, true);
  expect(config.playbook).toBe(join(path, '../ours.yaml'));
  expect(config.datasets?.seoul?.playbook).toBe(join(path, '../own/seoul.yaml'));
});

it('does without a file that nobody named', async () => {
  const { path, required } = parseConfig({}).projectConfig;
  expect(path).toBe(join(process.cwd(), 'crosslift.config.json'));
  const missing = join(makeTemporaryDirectory(), 'crosslift.config.json');
  expect(await loadProjectConfig(missing, required)).toEqual({ path: undefined, config: {} });
});

it('does not do without the file that CROSSLIFT_CONFIG names', async () => {
  const missing = join(makeTemporaryDirectory(), 'acme.json');
  const { path, required } = parseConfig({ CROSSLIFT_CONFIG: missing }).projectConfig;
  await expect(loadProjectConfig(path, required)).rejects.toThrow(
    `the configuration ${missing} cannot be read: ENOENT`,
  );
});

it('tells what is no file from what is not there', async () => {
  const directory = makeTemporaryDirectory();
  expect(await refusal(directory)).toContain(`the configuration ${directory} cannot be read: EISDIR`);
});

it('says that a file is not JSON', async () => {
  const path = writeConfig('{ timeZone: "Asia/Seoul" }');
  expect(await refusal(path)).toContain(`${path} is not JSON: `);
});

it('lists every problem at once, each with its place', async () => {
  const path = writeConfig({
    holdout: 0.2,
    timezone: 'Asia/Seoul',
    timeZone: 'Seoul',
    quietHours: { from: '9 pm', to: '08:00' },
    gate: { minAUC: 0.6 },
    datasets: {
      'Our Sites': { pipeline: 'trial-conversion', source: 'data' },
      seoul: { pipeline: 'trial-conversion', source: 'data', sites: 8 },
    },
  });
  const [head, ...problems] = (await refusal(path)).split('\n');
  expect(head).toBe(`${path} is not usable:`);
  expect(problems.sort()).toEqual(
    [
      '  holdout: there is no such setting',
      '  timezone: there is no such setting',
      '  timeZone: expected an IANA time zone such as Asia/Seoul',
      '  quietHours.from: expected hh:mm',
      '  gate.minAUC: there is no such setting',
      '  datasets.Our Sites: invalid name (expected lower-case letters, digits, - and _, at most 63 characters)',
      '  datasets.seoul.sites: there is no such setting',
    ].sort(),
  );
});
