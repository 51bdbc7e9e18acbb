import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exitCodeOf } from '../../cli/command.ts';
import type { RequestOptions } from '../../cli/request-options.ts';
import { resolveRequest } from '../../cli/resolve-request.ts';
import { workflowIdOf } from '../../cli/start-run.ts';
import { parseConfig } from '../../platform/config.ts';
import { makeTemporaryDirectory } from '../support/temporary-directory.ts';

const CSV = 'Customer,paid,at,plan\n1,1,2021-03-05 10:00:00,basic\n2,0,2021-03-06 20:00:00,basic\n';

/** Flags that differ from those of a good question; undefined: left out. */
type Flags = { [Name in keyof RequestOptions]?: RequestOptions[Name] | undefined };

/** What flags ask of a file `Spring Offer.csv`. */
async function resolveFlags(flags: Flags) {
  const directory = makeTemporaryDirectory();
  const source = join(directory, 'Spring Offer.csv');
  writeFileSync(source, CSV);
  const config = parseConfig({ CROSSLIFT_STATE: join(directory, 'state') });
  const options = { source, id: 'customer', label: 'paid', set: {}, ...flags } as RequestOptions;
  return { source, request: await resolveRequest(config, 'propensity', options) };
}
const refusal = (flags: Flags) =>
  resolveFlags(flags).then(
    () => undefined,
    (error: unknown) => {
      expect(exitCodeOf(error)).toBe(2);
      return (error as Error).message;
    },
  );

describe('crosslift run propensity', () => {
  it('names the run after the file, its newest day and its question', async () => {
    const { source, request } = await resolveFlags({ time: 'at' });
    const named = { dataset: 'spring-offer', asOf: '2021-03-07' };
    expect(request).toEqual({
      dag: 'propensity',
      ...named,
      input: { source, id: 'customer', label: 'paid', time: 'at', ...named },
    });
    expect(workflowIdOf(request)).toMatch(/^propensity\/spring-offer\/2021-03-07\/[0-9a-f]{6}$/);
  });

  it('tells questions of one file apart', async () => {
    const { request } = await resolveFlags({ time: 'at' });
    const other = { ...request, input: { ...request.input, label: 'plan' } };
    expect(workflowIdOf(other)).not.toBe(workflowIdOf(request));
  });

  it('fixes no day where rows have no time', async () => {
    const { request } = await resolveFlags({});
    expect(request.input).not.toHaveProperty('asOf');
    expect(request.asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  it.each<[string, Flags, string]>([
    ['no label', { label: undefined }, 'propensity needs --label'],
    ['nothing', { source: undefined, id: undefined, label: undefined }, 'needs --source, --id, --label'],
    [
      'a column that there is not',
      { id: 'client' },
      'has no column client, which was to be the id (it has Customer, paid, at, plan)',
    ],
    ['a time that is none', { time: 'plan' }, 'time column plan holds no readable day or moment'],
    ['a day without a time', { asOf: '2021-03-06' }, '--time COL'],
    ['a seed that is no number', { seed: 'first' }, 'seed'],
    ['a setting that there is not', { set: { 'gate.minRow': '5' } }, 'minRow'],
    ['a directory', { source: '.' }, 'is a directory (expected one file'],
  ])('refuses %s before any server is started', async (_, flags, text) => {
    expect(await refusal(flags)).toContain(text);
  });

  it('keeps its flags from other pipelines', async () => {
    const config = parseConfig({ CROSSLIFT_STATE: makeTemporaryDirectory() });
    await expect(
      resolveRequest(config, 'trial-conversion', { id: 'customer', time: 'at', set: {} }),
    ).rejects.toThrow('trial-conversion takes no --id, --time');
  });
});
