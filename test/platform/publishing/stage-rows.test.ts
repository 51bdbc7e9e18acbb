import { beforeEach, describe, expect, it } from 'vitest';
import type { Strategy } from '../../../models/contracts/strategy.ts';
import { deleteStaged } from '../../../platform/postgres/publications.ts';
import { stageRows } from '../../../platform/publishing/stage-rows.ts';
import { openTestDatabase } from '../../support/start-test-postgres.ts';
import { flipTo } from '../postgres/flip-to.ts';
import { prepareStaging, ROWS, TREATED } from './prepare-staging.ts';
import { strategy } from './sketch-strategy.ts';

const database = await openTestDatabase();
beforeEach(() => database.query('truncate publications, strategies, arms cascade'));

const prepare = (rows: readonly Strategy[], rowCount?: number) => prepareStaging(database, rows, rowCount);
const readTable = async (table: string) =>
  (await database.query(`select * from ${table} order by strategy_id`)).rows;

describe('stageRows', () => {
  it('gives those downstream the treated, word for word, and arms a table of their own', async () => {
    await stageRows(database, await prepare(ROWS));
    expect(await readTable('strategies')).toEqual(
      TREATED.map((row) => ({ publication_id: 'pub_1', ...row })),
    );
    expect(await readTable('arms')).toEqual(
      [
        { strategy_id: 's1', customer_id: 'M1', arm: 'treatment' },
        { strategy_id: 's2', customer_id: 'M2-HELD', arm: 'holdout' },
        { strategy_id: 's3', customer_id: 'M3', arm: 'treatment' },
      ].map((row) => ({
        ...{ publication_id: 'pub_1', action_id: 'next-affiliate', channel: 'app' },
        // Their evidence is no JSON.
        ...{ is_contact: true, outcome: null, targets: [], window_days: null, enrol_days: null },
        ...row,
      })),
    );
  });

  it('says of both arms by what they are measured, as the evidence does', async () => {
    const measured_by = {
      outcome: 'bought_product',
      targets: ['P1', 'P,2', 'a "b\\c"', '[d]', '한글', ''],
      window_days: 30,
      enrol_days: 91,
    };
    const evidence = JSON.stringify({ measured_by, is_contact: false });
    await stageRows(database, await prepare(ROWS.map((row) => ({ ...row, evidence }))));
    expect(await readTable('arms')).toMatchObject(
      Array.from({ length: 3 }, () => ({ ...measured_by, is_contact: false })),
    );
  });

  it('shows nothing to those who read what is live', async () => {
    await stageRows(database, await prepare(ROWS));
    expect(await readTable('live_strategies')).toEqual([]);
  });

  it('may be repeated', async () => {
    const staging = await prepare(ROWS);
    await stageRows(database, staging);
    const before = await readTable('strategies');
    await stageRows(database, staging);
    expect(await readTable('strategies')).toEqual(before);
    expect(await readTable('arms')).toHaveLength(3);
  });

  it('leaves one of each when two attempts stage it at once', async () => {
    const staging = await prepare(ROWS);
    const ended = await Promise.allSettled(
      [0, 1].map((attempt) =>
        stageRows(database, { ...staging, scratch: (file) => staging.scratch(`${attempt}-${file}`) }),
      ),
    );
    expect(ended.map(({ status }) => status)).toContain('fulfilled');
    expect((await readTable('strategies')).map((row) => row.strategy_id)).toEqual(['s1', 's3']);
    expect((await readTable('arms')).map((row) => row.strategy_id)).toEqual(['s1', 's2', 's3']);
  });

  it('keeps nothing when the rows are not as many as were announced', async () => {
    await expect(stageRows(database, await prepare(ROWS, 4))).rejects.toThrow(
      'publication pub_1 has 3 rows in PostgreSQL (expected 4)',
    );
    expect(await readTable('strategies')).toEqual([]);
    expect(await readTable('arms')).toEqual([]);
  });

  it('cannot put a holdout row before those downstream: the table refuses it', async () => {
    const { publication } = await prepare(ROWS);
    const held = { publication_id: publication.publication_id, ...ROWS[2]! };
    const names = Object.keys(held);
    const insert = database.query(
      `insert into strategies (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')})`,
      Object.values(held),
    );
    await expect(insert).rejects.toThrow('strategies_arm_check');
  });

  it('refuses to stage what was taken back meanwhile, and leaves nothing of it', async () => {
    const staging = await prepare(ROWS);
    await stageRows(database, staging);
    await deleteStaged(database, 'pub_1');
    await expect(stageRows(database, staging)).rejects.toThrow(
      'publication pub_1 was taken back while its rows were staged',
    );
    expect([await readTable('strategies'), await readTable('arms')]).toEqual([[], []]);
  });

  it('stages a publication of nobody', async () => {
    await stageRows(database, await prepare([]));
    expect(await readTable('arms')).toEqual([]);
  });

  it("lists the journey's messages with their arms, and shows them to no sender", async () => {
    const timed = strategy({ strategy_id: 's4', customer_id: 'M4', channel: 'journey' });
    const staging = await prepare([...ROWS, timed]);
    await stageRows(database, staging);
    expect((await readTable('strategies')).map(({ customer_id }) => customer_id)).toContain('M4');
    expect((await readTable('arms')).map(({ customer_id }) => customer_id)).toContain('M4');
    await flipTo(database, staging.publication);
    for (const view of ['live_strategies', 'published_strategies'])
      expect((await readTable(view)).map(({ customer_id }) => customer_id)).toEqual(['M1', 'M3']);
  });
});

describe('the role of a BI tool', () => {
  const asReader = async (query: string) => {
    const client = await database.connect();
    try {
      await client.query('set role crosslift_reader');
      return (await client.query(query)).rows;
    } finally {
      await client.query('reset role');
      client.release();
    }
  };

  it('reads what is live and what was', async () => {
    const staging = await prepare(ROWS);
    await stageRows(database, staging);
    expect(await asReader('select * from published_strategies')).toEqual([]);
    await flipTo(database, staging.publication);
    expect(await asReader('select strategy_id, version from live_strategies order by 1')).toEqual([
      { strategy_id: 's1', version: 1 },
      { strategy_id: 's3', version: 1 },
    ]);
    expect(await asReader('select version from live_publications')).toEqual([{ version: 1 }]);
  });

  it.each(['arms', 'memberships', 'contact_log', 'strategies', 'publications', 'receipts', 'runs'])(
    'cannot read %s',
    async (table) => {
      await expect(asReader(`select * from ${table}`)).rejects.toThrow('permission denied');
    },
  );

  it('makes nothing of its own', async () => {
    await expect(asReader('create table crosslift.notes (text text)')).rejects.toThrow('permission denied');
  });
});
