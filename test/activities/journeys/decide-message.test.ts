import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { decideMessage } from '../../../activities/journeys/decide-message.ts';
import { takeTableRows } from '../../../models/encoders/feature-table.ts';
import { nameRehearsal } from '../../../models/journeys/rehearsal.ts';
import { TrialEvidence } from '../../../models/playbooks/trial-evidence.ts';
import type { RecipeModel } from '../../../models/recipes/recipe-model.ts';
import { PROJECT_ROOT } from '../../../platform/config.ts';
import type { Database } from '../../../platform/postgres/database.ts';
import { recordStops } from '../../../platform/postgres/journeys.ts';
import type { StepServices } from '../../../platform/steps/services.ts';
import { hour } from '../../models/journeys/sketch-journey.ts';
import { planContact } from '../../platform/postgres/plan-contact.ts';
import { startReceiver } from '../../support/start-receiver.ts';
import { startTestPostgres, type TestPostgres } from '../../support/start-test-postgres.ts';
import { createServices } from '../../support/step-harness.ts';
import { createTemporaryDirectory } from '../../support/temporary-directory.ts';
import {
  ask,
  configure,
  crown,
  DATASET,
  findCustomer,
  fitStayModel,
  register,
  saltArms,
} from './journey-fixture.ts';

const directory = createTemporaryDirectory();
let postgres: TestPostgres;
let database: Database;
let services: StepServices;
let model: RecipeModel;
let decide: ReturnType<typeof decideMessage>;
beforeAll(async () => {
  postgres = await startTestPostgres();
  database = postgres.database;
  services = createServices(directory, database);
  decide = decideMessage(services);
  await saltArms(services);
  model = await fitStayModel();
  for (const point of ['first_visit', 'stay_3h', 'last_day'] as const) await crown(services, point, model);
});
afterAll(async () => {
  await postgres?.stop();
  rmSync(directory, { recursive: true, force: true });
});
beforeEach(() =>
  database.query(
    'truncate publications, arms, journeys, journey_messages, memberships, journey_contacts cascade',
  ),
);

const TREATED = findCustomer('C3a', 'treatment');
const HELD_OUT = findCustomer('C3a', 'holdout');
const listSent = async () => (await database.query('select * from sent_journey_messages')).rows;

describe('a message at its moment', () => {
  it('is sent once, with what Korean advertising must say, scored by the champion', async () => {
    const journey = await register(services, TREATED);
    const decision = await decide(ask(journey));
    expect(decision).toEqual({ state: 'sent', about: '15% extra for paying now' });
    expect(await decide(ask(journey, { now: hour(4) + 90 }))).toEqual(decision);
    const [row, ...others] = await listSent();
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      customer_id: TREATED,
      action_id: 'C3a',
      channel: 'push',
      message:
        '(광고) [크로스리프트 라운지] 쾌적한 업무 환경, 마음에 드셨나요? 지금 결제하시면 15% 더 할인해 드립니다! 무료 수신거부: 앱 설정 > 알림',
    });
    const { rows } = await database.query('select * from journey_messages');
    const table = takeTableRows(
      { rows: 1, numbers: { sum_stay_time_second: Float64Array.of(3 * 3600) }, categories: {} },
      [0],
    );
    expect(rows[0].score).toBeCloseTo(model.predict(table)[0]!, 6);
    expect(rows[0].message_id).toMatch(/^msg_[0-9a-f]{24}$/);
    expect(JSON.stringify(rows[0].message_id)).not.toContain(TREATED);
    const evidence = TrialEvidence.parse(JSON.parse(rows[0].evidence));
    // 2021-12-06 09:00 UTC and 4 hours, in Seoul.
    expect(evidence).toMatchObject({
      decided_at: '2021-12-06 22:00:00',
      model: 'stay@stay_3h',
      consent: 'given',
    });
  });

  it('is noted, and goes nowhere, in the holdout', async () => {
    const journey = await register(services, HELD_OUT);
    expect(await decide(ask(journey))).toMatchObject({ state: 'held_out' });
    expect(await listSent()).toEqual([]);
    const { rows } = await database.query('select arm, action_id from journey_outcomes');
    expect(rows).toEqual([{ arm: 'holdout', action_id: 'C3a' }]);
  });

  it('is for no sender in a rehearsal', async () => {
    const rehearsal = nameRehearsal(DATASET, '1');
    const journey = await register(services, findCustomer('C3a', 'treatment', rehearsal), 'given', rehearsal);
    const { state } = await decide(ask(journey, { dataset: rehearsal }));
    expect(state).toBe('sent');
    expect(await listSent()).toEqual([]);
    const { rows } = await database.query('select from contact_log where dataset = $1', [DATASET]);
    expect(rows).toEqual([]);
  });

  it('goes to the webhooks of the configuration, and is asked for again while one is down', async () => {
    let isDown = true;
    const receiver = await startReceiver((_, response) => {
      if (isDown) response.writeHead(503).end();
      return isDown;
    });
    onTestFinished(() => receiver.stop());
    process.env.JOURNEY_TEST_SECRET = 'a secret of twenty-two';
    const crm = {
      ...{ kind: 'webhook', url: receiver.url, secret: { env: 'JOURNEY_TEST_SECRET' }, allowPrivate: true },
    };
    const configured = decideMessage(await configure(services, directory, { sinks: { crm } }));
    const journey = await register(services, TREATED);
    await expect(configured(ask(journey))).rejects.toThrow('answered 503');
    isDown = false;
    expect(await configured(ask(journey))).toMatchObject({ state: 'sent' });
    const [row] = await listSent();
    expect([...receiver.taken.values()]).toMatchObject([{ key: row.message_id, customer_id: TREATED }]);
    await configured(ask(await register(services, HELD_OUT)));
    expect(receiver.taken.size).toBe(1);
  });

  it('is one for all who ask at once', async () => {
    const journey = await register(services, TREATED);
    await Promise.all(Array.from({ length: 8 }, () => decide(ask(journey))));
    expect(await listSent()).toHaveLength(1);
  });

  it('is that of each in a crowd', async () => {
    const customers = Array.from({ length: 60 }, (_, place) => `V${place}`);
    const journeys = [];
    for (const customer of customers) journeys.push(await register(services, customer));
    const decisions = await Promise.all(
      journeys.map((journey, place) => {
        const door = [{ at: hour(1) - place * 60, site: '1', isIn: true }];
        const moment = hour(4) - place * 60;
        return decide(ask(journey, { door, decidedAt: moment, dueAt: moment, now: moment }));
      }),
    );
    const { rows } = await database.query<{ customer_id: string; state: string; due: number }>(
      `select customer_id, messages.state, extract(epoch from due_at)::integer as due
       from journey_messages as messages join journeys using (dataset, journey)`,
    );
    expect(rows).toHaveLength(60);
    for (const { customer_id, state, due } of rows) {
      const place = customers.indexOf(customer_id);
      expect(due).toBe(hour(4) - place * 60);
      expect(state).toBe(decisions[place]!.state);
    }
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['sent', 'held_out']));
  });
});

describe('a crowd that is due at once', () => {
  /** Journeys of so many customers, and the questions of all. */
  const askAll = async (count: number) => {
    const journeys: string[] = [];
    for (let place = 0; place < count; place += 1) journeys.push(await register(services, `V${place}`));
    return journeys.map((journey) => ask(journey));
  };

  it('costs the database no more than a few messages do', async () => {
    const requests = await askAll(60);
    let turns = 0;
    // A query outside of a transaction is one, and so is a transaction.
    database.on('acquire', () => {
      turns += 1;
    });
    onTestFinished(() => void database.removeAllListeners('acquire'));
    await Promise.all(requests.map((request) => decide(request)));
    expect((await database.query('select from journey_messages')).rowCount).toBe(60);
    // The first of them, and all that came while it was decided on.
    expect(turns).toBeLessThan(30);
  });

  it('does not pay for the one whom nobody registered', async () => {
    const requests = [...(await askAll(5)), ask('0'.repeat(32))];
    const settled = await Promise.allSettled(requests.map((request) => decide(request)));
    expect(settled.map(({ status }) => status)).toEqual([...Array(5).fill('fulfilled'), 'rejected']);
  });

  it('shares the budget of a day', async () => {
    const playbook = join(directory, 'budget.yaml');
    const shipped = readFileSync(join(PROJECT_ROOT, 'playbooks/trial-conversion.yaml'), 'utf8');
    writeFileSync(playbook, shipped.replace('deliverBy: push\n', 'deliverBy: push\n    budgetPerNight: 7\n'));
    const limited = decideMessage(await configure(services, directory, { playbook }));
    const decisions = await Promise.all((await askAll(20)).map((request) => limited(request)));
    expect(decisions.filter(({ about }) => about === 'budget')).toHaveLength(13);
  });

  it('and those of them who pay at the same time wait for each other, and for nobody for ever', async () => {
    const requests = await askAll(60);
    const stops = requests.map(
      ({ dataset, journey }) => ({ dataset, journey, kind: 'paid', at: hour(4) }) as const,
    );
    const others = decideMessage(services);
    await Promise.all([
      ...requests.map((request) => decide(request)),
      ...requests.toReversed().map((request) => others(request)),
      ...Array.from({ length: 10 }, () => recordStops(database, stops.toReversed())),
    ]);
    const { rows } = await database.query('select from journey_messages');
    expect(rows).toHaveLength(60);
  });
});

describe('nothing is sent', () => {
  const reasonOf = async (journey: string, change = {}, by = decide) =>
    (await by(ask(journey, change))).about;

  it('after a payment or an opt-out, whatever the journey knows', async () => {
    const paid = await register(services, TREATED);
    await recordStops(database, [{ dataset: DATASET, journey: paid, kind: 'paid', at: hour(3) }]);
    expect(await reasonOf(paid)).toBe('already_paid');
    const gone = await register(services, HELD_OUT);
    await recordStops(database, [{ dataset: DATASET, journey: gone, kind: 'opted-out', at: hour(3) }]);
    // The holdout is treated alike: it has no arm before it is suppressed.
    expect(await reasonOf(gone)).toBe('opted_out');
    expect(await listSent()).toEqual([]);
  });

  it.each(['refused', 'unknown'] as const)('as advertising with a consent that is %s', async (consent) => {
    const journey = await register(services, TREATED, consent);
    expect(await reasonOf(journey)).toBe('no_consent');
    // What the staff says at the door is none.
    const visit = { action: 'C2', point: 'first_visit', decidedAt: hour(1), dueAt: hour(1), now: hour(1) };
    expect((await decide(ask(journey, visit as never))).state).toMatch(/^(sent|held_out)$/);
  });

  it('where no released model scores the point', async () => {
    const journey = await register(services, TREATED);
    // 12 h without a check-out, and 3 h more.
    const door = [1, 20].map((hours) => ({ at: hour(hours), site: '1', isIn: true }));
    const at = { decidedAt: hour(23), dueAt: hour(23), now: hour(23) };
    expect(await reasonOf(journey, { action: 'C3b', point: 'stay_15h', door, ...at })).toBe('model_held');
  });

  it('too late, or when the customer has left', async () => {
    const journey = await register(services, TREATED);
    expect(await reasonOf(journey, { lateness: 'left' })).toBe('left');
  });

  it('in quiet hours', async () => {
    const quiet = await configure(services, directory, { quietHours: { from: '21:00', to: '08:00' } });
    expect(await reasonOf(await register(services, TREATED), {}, decideMessage(quiet))).toBe('quiet_hours');
  });

  it.each([
    ['trial-conversion', DATASET, 'weekly_cap'],
    ['affiliate-expansion', 'club', 'weekly_cap'],
    ['affiliate-expansion', 'other', '15% extra for paying now'],
  ])('beyond the cap of a week, which nightly %s of %s shares: %s', async (pipeline, dataset, about) => {
    const capped = await configure(services, directory, {
      caps: { perWeek: 1 },
      datasets: { club: { pipeline, source: 'club', people: DATASET }, other: { pipeline, source: 'other' } },
    });
    const journey = await register(services, TREATED);
    await planContact(
      database,
      { dataset, pipeline },
      { customer: TREATED, action: 'B1', day: '2021-12-05' },
    );
    expect(await reasonOf(journey, {}, decideMessage(capped))).toBe(about);
  });

  it('of an action that is no longer in the playbook, and to nobody who is not registered', async () => {
    const journey = await register(services, TREATED);
    expect(await reasonOf(journey, { action: 'Z9' })).toBe('no longer in the playbook');
    await expect(decide(ask('0'.repeat(32)))).rejects.toThrow('is registered');
  });
});

it('keeps the arm of the first eligibility, and what a night listed for it to send is no message', async () => {
  const journey = await register(services, TREATED);
  await database.query(
    `insert into memberships (dataset, pipeline, action_id, customer_id, arm, since, publication_id)
     values ($1, 'trial-conversion', 'C3a', $2, 'holdout', '2021-12-05', 'pub_1')`,
    [DATASET, TREATED],
  );
  await planContact(
    database,
    { dataset: DATASET, pipeline: 'trial-conversion' },
    { customer: TREATED, action: 'C3a', day: '2021-12-05', channel: 'journey' },
  );
  expect(await decide(ask(journey))).toMatchObject({ state: 'held_out' });
});

it('enrols both arms for the lift, with what they are measured by, and counts for the caps of the nights', async () => {
  for (const customer of [TREATED, HELD_OUT]) await decide(ask(await register(services, customer)));
  const { rows } = await database.query(
    `select customer_id, arm, since, outcome, window_days, planned_on, channel
     from memberships join contact_log using (dataset, pipeline, customer_id, action_id, arm) order by arm`,
  );
  const shared = {
    since: '2021-12-06',
    planned_on: '2021-12-06',
    outcome: 'paid',
    window_days: 17,
    channel: 'push',
  };
  expect(rows).toEqual([
    { customer_id: HELD_OUT, arm: 'holdout', ...shared },
    { customer_id: TREATED, arm: 'treatment', ...shared },
  ]);
});
