import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { isExperiment } from '../../../models/playbooks/action-fields.ts';
import { AffiliatePlaybook, readsPersonas } from '../../../models/playbooks/affiliate-playbook.ts';
import { fillTemplate } from '../../../models/playbooks/fill-template.ts';
import { fieldsOf, Playbook, type PlaybookAction } from '../../../models/playbooks/playbook.ts';
import {
  loadAffiliatePlaybook,
  loadPlaybook,
  loadRunPlaybooks,
} from '../../../platform/playbooks/load-playbook.ts';
import { parsePlaybook } from '../../../platform/playbooks/parse-playbook.ts';
import { PLAYBOOK_KINDS } from '../../../platform/playbooks/playbook-kinds.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';
import { openTestSession } from '../duckdb/open-test-session.ts';

const { shipped: DEFAULT_PLAYBOOK } = PLAYBOOK_KINDS['trial-conversion'];
const load = async (path: string, prices: Parameters<typeof loadPlaybook>[1]['prices'] = null) =>
  loadPlaybook(path, { session: await openTestSession(), prices });
const { shipped: AFFILIATE_PLAYBOOK } = PLAYBOOK_KINDS['affiliate-expansion'];
/** A shipped playbook with something else in it. */
function writeChanged(shipped: string, change: (text: string) => string): string {
  const path = join(makeTemporaryDirectory(), 'own.yaml');
  writeFileSync(path, change(readFileSync(shipped, 'utf8')));
  return path;
}
const write = (change: (text: string) => string) => writeChanged(DEFAULT_PLAYBOOK, change);
const writeAffiliate = (change: (text: string) => string) => writeChanged(AFFILIATE_PLAYBOOK, change);

describe('the playbook that ships', () => {
  const { actions, sender } = parsePlaybook(
    readFileSync(DEFAULT_PLAYBOOK, 'utf8'),
    DEFAULT_PLAYBOOK,
    Playbook,
  ).playbook;
  const shown = ({ offer }: PlaybookAction) =>
    Object.fromEntries([
      ...fieldsOf({ offer }).map((field) => [field, '']),
      ...offer.discounts.map((share, tier) => [
        tier === 0 ? 'discount' : `discount_${tier + 1}`,
        `${100 * share}%`,
      ]),
    ]);

  it('is bound by DuckDB as it stands', async () => {
    expect((await load(DEFAULT_PLAYBOOK)).actions).toEqual(actions);
  });

  it('has every action of the specification once', () => {
    expect(actions.map(({ id }) => id).sort()).toEqual([
      ...['A1', 'A2', 'A3', 'A4', 'B1', 'B2', 'B3', 'B4', 'C1', 'C2', 'C3a', 'C3b', 'C4'],
    ]);
  });

  it.each([
    ['C1', [0.15, 0.1, 0.05]],
    ['C3a', [0.15]],
    ['C3b', [0.1]],
    ['C4', [0.05]],
  ])('%s gives the discounts of the specification', (id, discounts) => {
    expect(actions.find((action) => action.id === id)?.offer.discounts).toEqual(discounts);
  });

  it.each([
    ['A1', [7, 8]],
    ['A2', [9]],
    ['A3', [10, 11]],
    ['A4', [12]],
  ])('%s belongs to the months %j', (id, months) => {
    expect(actions.find((action) => action.id === id)?.calendar?.months).toEqual(months);
  });

  it.each(actions.map((action) => [action.id, action] as const))(
    '%s says the same in both languages',
    (_, action) => {
      const { ko, en } = action.messages;
      expect(ko).toMatch(/[가-힣]/);
      expect(en).not.toMatch(/[가-힣]/);
      const percents = (text: string) =>
        [...fillTemplate(text, shown(action)).matchAll(/(\d+)%/g)].map(([, percent]) => Number(percent));
      const promised = action.offer.discounts.map((share) => Math.round(100 * share));
      for (const text of [ko, en, action.offer.text]) expect(percents(text)).toEqual(promised);
    },
  );

  it('leaves what happens at a moment to the journey, and calls everything an experiment', () => {
    const timed = actions.filter(({ channel }) => channel === 'journey').map(({ id }) => id);
    expect(timed).toEqual(['C2', 'C3a', 'C3b', 'C4']);
    expect(actions.filter(isExperiment)).toEqual(actions);
    expect(sender.ko).not.toBe('');
  });
});

it('says of a file that is not there which one', async () => {
  const path = join(makeTemporaryDirectory(), 'own.yaml');
  await expect(load(path)).rejects.toThrow(`the playbook ${path} cannot be read: ENOENT`);
});

it('lists audiences that DuckDB cannot bind and plans without a price at once, by line', async () => {
  const path = write((text) =>
    text
      .replace('landmarks.register_weekday = 1', 'landmarks.register_wekday = 1')
      .replace('[fifteen-hours-best, ', '[sixteen-hours-best, '),
  );
  const prices = {
    currency: 'KRW',
    plans: Object.fromEntries(
      ['monthly', 'short', 'long', 'quarter', 'renewal'].map((plan) => [plan, { amount: 1, margin: 1 }]),
    ),
  };
  const { message } = await load(path, prices).then(
    () => new Error('it was read'),
    (error: Error) => error,
  );
  expect(message.split('\n')).toEqual([
    `the playbook ${path} is not usable:`,
    expect.stringMatching(
      /own\.yaml:\d+:13 actions\[B3\]\.offer\.plan: no price for the plan weekend \(prices\.plans has monthly, short, long, quarter, renewal\)$/,
    ),
    expect.stringMatching(
      /own\.yaml:\d+:14 actions\[C3b\]\.claims\[0\]: no claim sixteen-hours-best in the register/,
    ),
    expect.stringMatching(
      /own\.yaml:\d+:15 actions\[B1\]\.audience: Binder Error: Table "landmarks" does not have a column named "register_wekday"/,
    ),
  ]);
});

it("takes a company's own actions", async () => {
  const own = `
  - id: D1
    title: Coffee
    trigger: any day
    moments: [first_visit]
    who: came to a large site
    audience: select user_id from marts.registrants join marts.sites on site_id = first_site_id where marts.sites.area_pyeong > 100
    channel: app
    offer: { kind: service, text: free coffee, plan: monthly }
    validDays: 1
    messages: { ko: 커피 한 잔 드려요., en: Have a coffee on us. }
`;
  const { actions } = await load(write((text) => text + own));
  expect(actions.at(-1)).toMatchObject({ id: 'D1', isAdvertising: true });
});

it('gives each run the playbook of its pipeline, and a configured path its file', async () => {
  const session = () => openTestSession();
  const settings = { playbook: null, affiliatePlaybook: null, prices: null };
  expect(await loadRunPlaybooks('propensity', settings, session)).toEqual({
    playbook: null,
    affiliatePlaybook: null,
  });
  const playbook = write((text) => text.replace('experimentShare: 0.5', 'experimentShare: 0.3'));
  expect(await loadRunPlaybooks('trial-conversion', { ...settings, playbook }, session)).toMatchObject({
    playbook: { experimentShare: 0.3 },
    affiliatePlaybook: null,
  });
  const affiliatePlaybook = writeAffiliate((text) => text.replace('rowsPerNight: 2', 'rowsPerNight: 1'));
  expect(
    await loadRunPlaybooks('affiliate-expansion', { ...settings, affiliatePlaybook }, session),
  ).toMatchObject({
    playbook: null,
    affiliatePlaybook: { rowsPerNight: 1 },
  });
});

describe('the affiliate playbook that ships', () => {
  const { actions, names } = AffiliatePlaybook.parse(parse(readFileSync(AFFILIATE_PLAYBOOK, 'utf8')));
  const subjectsOf = (type: string) =>
    actions
      .filter(({ audience }) => audience.includes(`'${type}'`))
      .map(({ id, subject }) => [
        id,
        subject.kind === 'affiliate' ? (subject.of ?? subject.use) : subject.kind,
      ]);

  it('is bound by DuckDB as it stands', async () => {
    expect((await loadAffiliatePlaybook(AFFILIATE_PLAYBOOK, await openTestSession())).actions).toEqual(
      actions,
    );
  });

  it('puts customers of one affiliate first, then those with a likely next one, then reminders', () => {
    expect(actions.slice(0, 5).map(({ id }) => id)).toEqual([
      'second-affiliate',
      'second-affiliate-visit',
      'repurchase',
      'next-affiliate',
      'next-affiliate-visit',
    ]);
  });

  // Section 7 of the specification, by type; rules are of the profile, never of a cluster.
  it.each([
    ['loyal', [['keep', ['A06', 'L00', 'L01']]]],
    [
      'regular',
      [
        ['cross-sell-hypermarket', ['A01', 'D01']],
        ['cross-sell-supermarket', ['A02']],
        ['cross-sell-department', ['A06', 'C02']],
        ['leisure-bundle', ['C01', 'C02', 'D01', 'D02']],
      ],
    ],
    [
      'entry',
      [
        ['onboard-online', ['A06']],
        ['onboard-nearby', ['D01', 'A06']],
      ],
    ],
    [
      'churn-risk',
      [
        ['win-back', 'last'],
        ['win-back-food', ['D01']],
      ],
    ],
  ])('has the care plan of %s customers', (type, plan) => {
    expect(subjectsOf(type)).toEqual(plan);
  });

  it('tells no personas apart, since they may be descriptive only', () => {
    expect(actions.filter(readsPersonas)).toEqual([]);
  });

  it('calls every action an experiment, names all affiliates of the programme and speaks both languages', () => {
    expect(actions.every(isExperiment)).toBe(true);
    expect(Object.keys(names)).toHaveLength(14);
    for (const { messages } of actions) {
      expect(messages.ko).toMatch(/[가-힣]/);
      expect(messages.en).not.toMatch(/[가-힣]/);
    }
  });

  it('is refused by line where an audience cannot be bound', async () => {
    const path = writeAffiliate((text) => text.replace("customer_type = 'loyal'", "customer_kind = 'loyal'"));
    await expect(loadAffiliatePlaybook(path, await openTestSession())).rejects.toThrow(
      /own\.yaml:\d+:15 actions\[keep\]\.audience: Binder Error: Table "segments" does not have a column named "customer_kind"/,
    );
  });
});
