import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RequestOptions } from '../../cli/request-options.ts';
import { resolveRequest } from '../../cli/resolve-request.ts';
import { parseConfig } from '../../platform/config.ts';
import { UsageError } from '../../platform/errors.ts';
import { GOOD_SOURCE, makeSource } from '../platform/source/make-source.ts';

/** A source, a configuration that names it `shop`, and what flags ask of them. */
async function resolveFlags(flags: Partial<RequestOptions>, settings: object = {}) {
  const directory = await makeSource(GOOD_SOURCE);
  const path = join(directory, 'acme.json');
  const shop = { pipeline: 'affiliate-expansion', source: '.', ...settings };
  writeFileSync(path, JSON.stringify({ datasets: { shop } }));
  const config = parseConfig({ CROSSLIFT_STATE: join(directory, 'state'), CROSSLIFT_CONFIG: path });
  return { directory, request: await resolveRequest(config, 'affiliate-expansion', { set: {}, ...flags }) };
}
const refusal = (flags: Partial<RequestOptions>, settings?: object) =>
  resolveFlags(flags, settings).then(
    () => undefined,
    (error: unknown) => {
      expect(error).toBeInstanceOf(UsageError);
      return (error as UsageError).message;
    },
  );

describe('resolveRequest', () => {
  it('takes the configured dataset and the day after the newest event', async () => {
    const { directory, request } = await resolveFlags({});
    const named = { dataset: 'shop', asOf: '2021-03-07' };
    expect(request).toEqual({
      dag: 'affiliate-expansion',
      ...named,
      input: { source: directory, ...named },
    });
  });

  it.each([
    ['Asia/Seoul', '2021-03-08'],
    ['Europe/Berlin', '2021-03-07'],
  ])('counts the days of the dataset in its own zone: %s', async (timeZone, asOf) => {
    const directory = await makeSource({
      'trial_register.csv': 'user_id,registered_at\nU1,2021-03-06T20:00:00Z\n',
      'trial_payment.csv': 'user_id,is_payment\nU1,0\n',
      'trial_access_log.csv': 'user_id,site_id,happened_at,checkin\n',
      'trial_visit_info.csv':
        'visit_date,user_id,site_id,stay_time_second,first_enter_time,last_leave_time\n',
      'site_area.csv': 'site_id,area_pyeong\n1,50\n',
    });
    const path = join(directory, 'acme.json');
    const sites = { pipeline: 'trial-conversion', source: '.', timeZone };
    writeFileSync(path, JSON.stringify({ datasets: { sites } }));
    const config = parseConfig({ CROSSLIFT_STATE: join(directory, 'state'), CROSSLIFT_CONFIG: path });
    expect(await resolveRequest(config, 'trial-conversion', { set: {} })).toMatchObject({ asOf });
  });

  it('tells what is wrong with the playbook before anything is started', async () => {
    const directory = await makeSource({
      'acme.json': JSON.stringify({
        playbook: 'own.yaml',
        datasets: { sites: { pipeline: 'trial-conversion', source: '.' } },
      }),
      'own.yaml': 'sender: { ko: 라운지, en: Lounge }\noptOut: { ko: 거부, en: Out }\nactions: []\n',
    });
    const config = parseConfig({
      CROSSLIFT_STATE: join(directory, 'state'),
      CROSSLIFT_CONFIG: join(directory, 'acme.json'),
    });
    await expect(resolveRequest(config, 'trial-conversion', { set: {} })).rejects.toThrow(
      `${join(directory, 'own.yaml')}:3:10 actions: Too small`,
    );
  });

  it('puts what flags say into the input, and nothing that they do not say', async () => {
    const { directory, request } = await resolveFlags({
      dataset: 'shop',
      asOf: '2021-03-06',
      seed: '0',
      dryRun: true,
      set: { 'gate.minRows': '5' },
      force: 'again',
    });
    expect(request.input).toEqual({
      source: directory,
      dataset: 'shop',
      asOf: '2021-03-06',
      seed: 0,
      dryRun: true,
      set: { 'gate.minRows': '5' },
      force: 'again',
    });
  });

  it.each([
    ['a seed that is no number', { seed: 'first' }, 'seed'],
    [
      'a day that there is not',
      { asOf: '2021-02-30' },
      'invalid --as-of: 2021-02-30 (expected a day, YYYY-MM-DD)',
    ],
    ['a setting that there is not', { set: { 'gate.minRow': '5' } }, 'minRow'],
    ['a value that the gate does not allow', { set: { 'gate.minAuc': '2' } }, 'minAuc'],
    ['a dataset that is not configured', { dataset: 'store' }, 'no dataset store for affiliate-expansion'],
  ])('refuses %s before any server is started', async (_, flags, text) => {
    expect(await refusal(flags)).toContain(text);
  });

  it('refuses a configuration that is not usable', async () => {
    expect(await refusal({}, { holdout: 0.2 })).toContain('datasets.shop.holdout: there is no such setting');
  });
});
