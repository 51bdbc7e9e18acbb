import { describe, expect, it } from 'vitest';
import { ProjectConfig, settingsOf } from '../../../models/contracts/project-config.ts';
import { DEFAULT_POLICY } from '../../../models/gates/policy.ts';
import { resolvePolicy } from '../../../platform/resolve-policy.ts';

const OWN = { pipeline: 'trial-conversion', source: 'data/seoul' } as const;

describe('settingsOf', () => {
  it('has a default for everything', () => {
    expect(settingsOf({}, 'seoul')).toEqual({
      people: 'seoul',
      timeZone: 'Asia/Seoul',
      language: 'ko',
      quietHours: null,
      caps: { perDay: null, perWeek: null },
      prices: null,
      holdoutShare: 0.1,
      globalHoldoutShare: 0.02,
      playbook: null,
      affiliatePlaybook: null,
      horizonDays: 14,
      extracts: 'overlapping',
      journeys: false,
      sinks: {},
      publishing: { minRowRatio: 0.1, maxRowRatio: 10, maxChangingShare: 1 },
      gate: DEFAULT_POLICY,
    });
  });

  it("prefers a dataset's own settings to the company's, and those to the defaults", () => {
    const config = ProjectConfig.parse({
      timeZone: 'Europe/Berlin',
      language: 'en',
      holdoutShare: 0.2,
      quietHours: { from: '21:00', to: '08:00' },
      caps: { perDay: 1 },
      gate: { minRows: 400, minAuc: 0.6 },
      datasets: {
        seoul: {
          ...OWN,
          extracts: 'independent',
          language: 'ko',
          holdoutShare: 0,
          caps: { perWeek: 3 },
          gate: { minAuc: 0.7 },
        },
        busan: OWN,
      },
    });
    expect(settingsOf(config, 'seoul')).toMatchObject({
      timeZone: 'Europe/Berlin',
      language: 'ko',
      holdoutShare: 0,
      horizonDays: 14,
      extracts: 'independent',
      quietHours: { from: '21:00', to: '08:00' },
      caps: { perDay: null, perWeek: 3 },
      gate: { ...DEFAULT_POLICY, minRows: 400, minAuc: 0.7 },
    });
    for (const other of ['busan', 'not-configured']) {
      expect(settingsOf(config, other)).toMatchObject({
        language: 'en',
        holdoutShare: 0.2,
        caps: { perDay: 1, perWeek: null },
        gate: { ...DEFAULT_POLICY, minRows: 400, minAuc: 0.6 },
      });
    }
  });

  it('is what the flags of a run are put on top of', () => {
    const config = ProjectConfig.parse({ gate: { minAuc: 0.6, minRows: 400 } });
    const policy = resolvePolicy(settingsOf(config, 'seoul').gate, { 'gate.minAuc': '0.8' });
    expect(policy).toEqual({ ...DEFAULT_POLICY, minRows: 400, minAuc: 0.8 });
  });
});

describe('ProjectConfig', () => {
  it('leaves out what is left out, so that no default hides the level above', () => {
    expect(ProjectConfig.parse({ gate: { minRows: 5 }, datasets: { seoul: { ...OWN, gate: {} } } })).toEqual({
      gate: { minRows: 5 },
      datasets: { seoul: { ...OWN, gate: {} } },
    });
  });

  it.each([
    ['a zone that is none', { timeZone: 'Seoul' }],
    ['an hour that is none', { quietHours: { from: '24:00', to: '08:00' } }],
    ['a holdout of everybody', { holdoutShare: 1 }],
    ['a horizon of no day', { horizonDays: 0 }],
    ['extracts that are neither', { extracts: 'both' }],
    ['a language without templates', { language: 'de' }],
    [
      'a margin above the price',
      { prices: { currency: 'KRW', plans: { desk: { amount: 1, margin: 1.1 } } } },
    ],
    ['a pipeline that there is not', { datasets: { seoul: { ...OWN, pipeline: 'trial' } } }],
    ['a dataset without a source', { datasets: { seoul: { pipeline: 'trial-conversion' } } }],
    ['a gate that there is not', { gate: { minAUC: 0.6 } }],
    ['a bound that the gate does not allow', { gate: { minAuc: 2 } }],
    ['a setting that there is not', { holdout: 0.1 }],
  ])('refuses %s', (_, config) => {
    expect(ProjectConfig.safeParse(config).success).toBe(false);
  });
});

describe('sinks', () => {
  const crm = { kind: 'webhook', url: 'https://crm.example.com/offers', secret: { env: 'CRM_SECRET' } };

  it("are the company's, or a dataset's own", () => {
    const config = ProjectConfig.parse({
      sinks: { crm },
      datasets: { seoul: { ...OWN, sinks: {} } },
    });
    expect(Object.keys(settingsOf(config, 'seoul').sinks)).toEqual([]);
    expect(settingsOf(config, 'busan').sinks.crm).toMatchObject({ url: crm.url, batchSize: 500 });
  });

  it.each([
    ['files', crm, 'postgres and files are always there'],
    [
      'crm',
      { ...crm, url: 'ftp://crm.example.com' },
      'it begins with ftp: (expected an address such as https://',
    ],
    ['crm', { ...crm, url: 'crm.example.com' }, 'it is no address (expected an address such as https://'],
    ['crm', { ...crm, url: 'https://user:word@crm.example.com' }, 'expected no user or password'],
    ['crm', { ...crm, secret: 'the secret itself' }, 'Invalid input'],
    ['crm', { ...crm, secret: { env: 'crm secret' } }, 'expected the name of a variable'],
  ])('refuses %s: %j', (name, sink, message) => {
    const { error } = ProjectConfig.safeParse({ sinks: { [name]: sink } });
    expect(JSON.stringify(error?.issues)).toContain(message);
  });
});
