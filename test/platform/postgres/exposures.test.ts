import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Arm } from '../../../models/playbooks/arms.ts';
import { listMemberships, listTreatedSince } from '../../../platform/postgres/exposures.ts';
import { openTestDatabase } from '../../support/start-test-postgres.ts';
import { flipTo } from './flip-to.ts';
import { reserveDraft } from './reserve.ts';

const database = await openTestDatabase();
beforeEach(() =>
  database.query('truncate publications, strategies, arms, memberships, journey_contacts cascade'),
);

const scope = { dataset: 'shop', pipeline: 'affiliate-expansion' };
const MEASURE = { outcome: 'bought_product', targets: ['P1', 'P2'], window_days: 30, enrol_days: 91 };

interface Planned {
  customer: string;
  arm?: Arm;
  isContact?: boolean;
  measure?: typeof MEASURE | null;
}

/** Stage the arms of a night, and let it go live unless told otherwise. */
async function plan(as_of: string, rows: readonly Planned[], { flip = true, dataset = 'shop' } = {}) {
  const publication = await reserveDraft(database, `pub ${dataset} ${as_of}`, {
    ...{ dataset, as_of, digest: as_of, row_count: rows.length },
  });
  for (const { customer, arm = 'treatment', isContact = true, measure = MEASURE } of rows) {
    await database.query(
      `insert into arms (publication_id, strategy_id, customer_id, action_id, arm, channel, is_contact, outcome, targets,
         window_days, enrol_days)
       values ($1, $2, $2, 'repurchase', $3, 'push', $4, $5, $6, $7, $8)`,
      [
        ...[publication.publication_id, customer, arm, isContact],
        ...[measure?.outcome, measure?.targets ?? [], measure?.window_days, measure?.enrol_days],
      ],
    );
  }
  if (flip) await flipTo(database, publication);
}
const readLog = async () =>
  (await database.query('select customer_id, planned_on, arm from contact_log order by 1, 2')).rows;

describe('a flip', () => {
  it('makes whoever is planned for a member, in the arm and with the outcome of the first time', async () => {
    await plan('2021-12-15', [{ customer: 'M1' }, { customer: 'M2', arm: 'holdout' }]);
    await plan('2021-12-16', [
      { customer: 'M2', arm: 'treatment', measure: { ...MEASURE, window_days: 7 } },
      { customer: 'M3' },
    ]);
    const { rows } = await database.query(
      `select customer_id, arm, since, outcome, targets, window_days, enrol_days, publication_id
       from memberships order by 1`,
    );
    const first = { ...MEASURE, since: '2021-12-15', publication_id: 'pub shop 2021-12-15' };
    expect(rows).toEqual([
      { customer_id: 'M1', arm: 'treatment', ...first },
      { customer_id: 'M2', arm: 'holdout', ...first },
      {
        customer_id: 'M3',
        arm: 'treatment',
        ...{ ...first, since: '2021-12-16', publication_id: 'pub shop 2021-12-16' },
      },
    ]);
  });

  it('logs every planned contact of both arms, and nothing that is only shown', async () => {
    const night = [
      { customer: 'M1' },
      { customer: 'M2', arm: 'holdout' as const },
      { customer: 'M3', isContact: false },
    ];
    await plan('2021-12-15', night);
    await plan('2021-12-16', [{ customer: 'M1' }]);
    expect(await readLog()).toEqual([
      { customer_id: 'M1', planned_on: '2021-12-15', arm: 'treatment' },
      { customer_id: 'M1', planned_on: '2021-12-16', arm: 'treatment' },
      { customer_id: 'M2', planned_on: '2021-12-15', arm: 'holdout' },
    ]);
    expect(await listMemberships(database, scope, '2021-12-17')).toHaveLength(3);
  });

  it('keeps a member of a plan that said nothing of outcomes', async () => {
    await plan('2021-12-15', [{ customer: 'M1', measure: null }]);
    const { rows } = await database.query('select arm, outcome, targets, window_days from memberships');
    expect(rows).toEqual([{ arm: 'treatment', outcome: null, targets: [], window_days: null }]);
  });
});

it('waits for a journey that makes the same customer a member, and leaves what it wrote', async () => {
  const journey = await database.connect();
  onTestFinished(() => journey.release());
  await journey.query('begin');
  await journey.query(
    `insert into memberships (dataset, pipeline, action_id, customer_id, arm, since, publication_id)
     values ('shop', 'affiliate-expansion', 'repurchase', 'M1', 'holdout', '2021-12-15', 'msg_1')`,
  );
  const flipped = plan('2021-12-15', [{ customer: 'M1' }, { customer: 'M2' }]);
  await vi.waitUntil(async () => {
    const { rows } = await database.query('select from pg_locks where not granted');
    return rows.length > 0;
  });
  await journey.query('commit');
  await flipped;
  const { rows } = await database.query('select customer_id, publication_id from memberships order by 1');
  expect(rows).toEqual([
    { customer_id: 'M1', publication_id: 'msg_1' },
    { customer_id: 'M2', publication_id: 'pub shop 2021-12-15' },
  ]);
});

it('records nothing of what was only staged', async () => {
  await plan('2021-12-15', [{ customer: 'M1' }], { flip: false });
  expect(await listMemberships(database, scope, '2021-12-17')).toEqual([]);
  expect(await readLog()).toEqual([]);
});

it('shows the members of one dataset before a day', async () => {
  await plan('2021-12-15', [{ customer: 'M1' }]);
  await plan('2021-12-16', [{ customer: 'M2' }]);
  await plan('2021-12-15', [{ customer: 'X1' }], { dataset: 'store' });
  expect(await listMemberships(database, scope, '2021-12-16')).toEqual([
    { customer_id: 'M1', action_id: 'repurchase', arm: 'treatment', since: '2021-12-15', ...MEASURE },
  ]);
});

it('knows since when somebody has been in the treatment arm of any action', async () => {
  await plan('2021-12-15', [{ customer: 'M1' }, { customer: 'M2', arm: 'holdout' }]);
  await plan('2021-12-16', [{ customer: 'M1' }, { customer: 'M3' }]);
  await plan('2021-12-14', [{ customer: 'M1' }], { dataset: 'store' });
  const since = async (asOf: string) => [
    ...(await listTreatedSince(database, { ...scope, asOf, digest: 'of members' }))!,
  ];
  expect(await since('2021-12-16')).toEqual([['M1', '2021-12-15']]);
  expect(await since('2021-12-17')).toEqual([
    ['M1', '2021-12-15'],
    ['M3', '2021-12-16'],
  ]);
});
