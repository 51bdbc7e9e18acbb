import { cpSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../../../platform/config.ts';
import type { Database } from '../../../platform/postgres/database.ts';
import { migrateDatabase } from '../../../platform/postgres/migrate.ts';
import { startTestPostgres, type TestPostgres } from '../../support/start-test-postgres.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';

const SHIPPED = join(PROJECT_ROOT, 'platform', 'postgres', 'migrations');

let postgres: TestPostgres;
let databases = 0;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres?.stop());

const createDatabase = () => postgres.createDatabase(`empty_${databases++}`);

/** A folder with these migrations beside those that ship. */
function copyMigrations(extra: Readonly<Record<string, string>> = {}): string {
  const folder = makeTemporaryDirectory();
  cpSync(SHIPPED, folder, { recursive: true });
  for (const [name, sql] of Object.entries(extra)) writeFileSync(join(folder, name), sql);
  return folder;
}

async function listTables(database: Database): Promise<string[]> {
  const { rows } = await database.query<{ table_name: string }>(
    `select table_name from information_schema.tables where table_schema = 'crosslift' order by 1`,
  );
  return rows.map(({ table_name }) => table_name);
}

describe('an empty database', () => {
  it('gets every migration once, in order, in a schema of its own', async () => {
    const database = await createDatabase();
    const names = readdirSync(SHIPPED).sort();
    expect(await migrateDatabase(database)).toEqual(names);
    expect(await listTables(database)).toEqual([
      'alerts',
      'arm_salts',
      'arms',
      'champions',
      'contact_log',
      'decisions',
      'deliveries',
      'event_letters',
      'flips',
      'journey_contacts',
      'journey_deliveries',
      'journey_keys',
      'journey_messages',
      'journey_outcomes',
      'journeys',
      'lift_readings',
      'live_publications',
      'live_strategies',
      'memberships',
      'migrations',
      'model_decisions',
      'models',
      'publications',
      'published_strategies',
      'receipts',
      'run_steps',
      'runs',
      'segmentations',
      'sent_journey_messages',
      'step_decisions',
      'strategies',
      'watched',
    ]);
    expect(await migrateDatabase(database)).toEqual([]);
  });

  it('is migrated by one of two workers that start together', async () => {
    const database = await createDatabase();
    const names = readdirSync(SHIPPED).sort();
    const added = await Promise.all([migrateDatabase(database), migrateDatabase(database)]);
    expect(added.flat()).toEqual(names);
    const { rows } = await database.query('select name from migrations');
    expect(rows).toEqual(names.map((name) => ({ name })));
  });
});

describe('a migrated database', () => {
  it('gets what is new', async () => {
    const database = await createDatabase();
    await migrateDatabase(database);
    const folder = copyMigrations({ '9999-notes.sql': 'create table notes (text text not null);' });
    expect(await migrateDatabase(database, folder)).toEqual(['9999-notes.sql']);
    expect(await listTables(database)).toContain('notes');
  });

  it('refuses a migration whose text has changed since', async () => {
    const database = await createDatabase();
    const folder = copyMigrations({ '9999-notes.sql': 'create table notes (text text);' });
    await migrateDatabase(database, folder);
    writeFileSync(join(folder, '9999-notes.sql'), 'create table notes (text text not null);');
    await expect(migrateDatabase(database, folder)).rejects.toThrow(
      'migration 9999-notes.sql was changed after it was applied; add a new migration instead',
    );
  });

  it('refuses an older build', async () => {
    const database = await createDatabase();
    const folder = copyMigrations({ '9999-notes.sql': 'create table notes (text text);' });
    await migrateDatabase(database, folder);
    rmSync(join(folder, '9999-notes.sql'));
    await expect(migrateDatabase(database, folder)).rejects.toThrow(
      'the database was migrated by a newer build (9999-notes.sql); run that build or a newer one',
    );
  });

  it('is as before when a migration fails half-way', async () => {
    const database = await createDatabase();
    await migrateDatabase(database);
    const before = await listTables(database);
    const folder = copyMigrations({
      '9998-notes.sql': 'create table notes (text text);',
      '9999-broken.sql': 'create table more (text text); select nonsense;',
    });
    await expect(migrateDatabase(database, folder)).rejects.toThrow('column "nonsense" does not exist');
    expect(await listTables(database)).toEqual(before);
  });

  it('keeps what earlier nights and journeys told when the log of contacts is read from where it stands', async () => {
    const database = await createDatabase();
    const earlier = copyMigrations();
    for (const name of readdirSync(earlier)) if (name >= '0018') rmSync(join(earlier, name));
    await migrateDatabase(database, earlier);
    await database.query(`
      insert into publications (publication_id, dataset, pipeline, version, run_id, as_of, digest, row_count, state) values
        ('p1', 'shop', 'affiliate-expansion', 1, 'r', '2021-12-15', 'd', 3, 'replaced'),
        ('p2', 'shop', 'affiliate-expansion', 2, 'r', '2021-12-15', 'd', 1, 'live');
      insert into arms (publication_id, strategy_id, customer_id, action_id, arm, channel, is_contact, measured_by) values
        ('p1', 's1', 'M1', 'A', 'treatment', 'app', true,
          '{"outcome": "bought_product", "targets": ["P1", "P,2"], "window_days": 30, "enrol_days": 91}'),
        ('p1', 's2', 'M2', 'A', 'holdout', 'app', false, null),
        ('p1', 's3', 'M3', 'A', 'treatment', 'journey', true, null),
        ('p2', 's4', 'M1', 'A', 'treatment', 'app', true, null);
      insert into contact_log values
        ('shop', 'affiliate-expansion', 'M1', 'A', '2021-12-15', 'app', 'treatment', 'p1'),
        ('shop', 'affiliate-expansion', 'M4', 'A', '2021-12-16', 'push', 'treatment', 'msg_1');
      insert into journeys (dataset, journey, customer_id, registered_at, consent, clock)
        values ('shop', 'j', 'M4', '2021-12-15', 'given', '{}');
      insert into journey_messages (message_id, dataset, journey, action_id, decision_point, moment_at, due_at, decided_at,
        counts_on, state, evidence) values ('msg_1', 'shop', 'j', 'A', 'stay_3h', now(), now(), now(), '2021-12-16', 'sent', '{}')`);
    await migrateDatabase(database);
    const { rows: arms } = await database.query(
      'select customer_id, outcome, targets, window_days, enrol_days from arms order by strategy_id limit 2',
    );
    expect(arms).toEqual([
      {
        customer_id: 'M1',
        outcome: 'bought_product',
        targets: ['P1', 'P,2'],
        window_days: 30,
        enrol_days: 91,
      },
      { customer_id: 'M2', outcome: null, targets: [], window_days: null, enrol_days: null },
    ]);
    const { rows: contacts } = await database.query(
      'select customer_id, planned_on, contact_id from contact_log',
    );
    expect(contacts).toEqual([
      { customer_id: 'M1', planned_on: '2021-12-15', contact_id: 'p1' },
      { customer_id: 'M4', planned_on: '2021-12-16', contact_id: 'msg_1' },
    ]);
  });
});
