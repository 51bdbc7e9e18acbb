import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Strategy } from '../../../models/contracts/strategy.ts';
import type { Database } from '../../../platform/postgres/database.ts';
import {
  flipPublication,
  type PublicationRow,
  reservePublication,
} from '../../../platform/postgres/publications.ts';
import {
  publicationFolder,
  type Staging,
  stageFiles,
  stageRows,
} from '../../../platform/publishing/stage-publication.ts';
import { writeStrategies } from '../../../platform/publishing/write-strategies.ts';
import { startTestPostgres, type TestPostgres } from '../../support/start-test-postgres.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';
import { openTestSession } from '../duckdb/open-test-session.ts';
import { strategy } from './sketch-strategy.ts';

let postgres: TestPostgres;
let database: Database;
beforeAll(async () => {
  postgres = await startTestPostgres();
  database = postgres.database;
});
afterAll(() => postgres?.stop());
beforeEach(() => database.query('truncate publications cascade'));

const ROWS = [
  strategy({ strategy_id: 's3', customer_id: 'M3', message: 'quotes " and, commas\nand lines', offer: '' }),
  strategy({ strategy_id: 's1', customer_id: 'M1', score: 0.1 }),
  strategy({ strategy_id: 's2', customer_id: 'M2-HELD', arm: 'holdout' }),
];
const TREATED = [ROWS[1]!, ROWS[0]!];

async function prepare(
  rows: readonly Strategy[],
  rowCount = rows.length,
): Promise<Staging & { root: string }> {
  const root = makeTemporaryDirectory();
  const session = await openTestSession();
  const strategiesPath = join(root, 'strategies.parquet');
  await writeStrategies(session, rows, {
    path: strategiesPath,
    scratchPath: join(root, 'content.parquet'),
  });
  const publication = await reservePublication(database, {
    publication_id: 'pub_1',
    dataset: 'shop',
    pipeline: 'affiliate-expansion',
    run_id: 'r1',
    as_of: '2021-12-15',
    digest: 'd1',
    row_count: rowCount,
  });
  return { root, publication, strategiesPath, session, scratch: (file) => join(root, file) };
}
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
        ...{ is_contact: true, measured_by: null },
        ...row,
      })),
    );
  });

  it('says of both arms by what they are measured, as the evidence does', async () => {
    const measured_by = {
      outcome: 'bought_product',
      targets: ['P1', 'P,2'],
      window_days: 30,
      enrol_days: 91,
    };
    const evidence = JSON.stringify({ measured_by, is_contact: false });
    await stageRows(database, await prepare(ROWS.map((row) => ({ ...row, evidence }))));
    expect(await readTable('arms')).toMatchObject(
      Array.from({ length: 3 }, () => ({ measured_by, is_contact: false })),
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

  it('stages a publication of nobody', async () => {
    await stageRows(database, await prepare([]));
    expect(await readTable('arms')).toEqual([]);
  });
});

describe('stageFiles', () => {
  const FILES = ['strategies.csv', 'strategies.jsonl', 'strategies.parquet'];

  it("leaves the journey's messages to the journey, and lists them with their arms", async () => {
    const timed = strategy({ strategy_id: 's4', customer_id: 'M4', channel: 'journey' });
    const staging = await prepare([...ROWS, timed]);
    const folder = await stageFiles(join(staging.root, 'publications'), staging);
    expect(readFileSync(join(folder, 'strategies.jsonl'), 'utf8')).not.toContain('M4');
    await stageRows(database, staging);
    expect((await readTable('strategies')).map(({ customer_id }) => customer_id)).toContain('M4');
    expect((await readTable('arms')).map(({ customer_id }) => customer_id)).toContain('M4');
    await flipPublication(database, staging.publication, undefined);
    expect((await readTable('live_strategies')).map(({ customer_id }) => customer_id)).toEqual(['M1', 'M3']);
  });

  it('writes the treated in three formats, and the holdout nowhere', async () => {
    const staging = await prepare(ROWS);
    const folder = await stageFiles(join(staging.root, 'publications'), staging);
    expect(folder).toBe(
      join(
        staging.root,
        'publications',
        'affiliate-expansion',
        'shop',
        `v1-${staging.publication.publication_id.slice(-8)}`,
      ),
    );
    expect(readdirSync(folder).sort()).toEqual(FILES);
    const jsonLines = readFileSync(join(folder, 'strategies.jsonl'), 'utf8').trimEnd().split('\n');
    expect(jsonLines.map((line) => JSON.parse(line))).toEqual(TREATED);
    const read = (file: string, reader: string) =>
      staging.session.rows(`select * from ${reader}($path) order by strategy_id`, {
        path: join(folder, file),
      });
    expect(await read('strategies.parquet', 'read_parquet')).toEqual(TREATED);
    // In CSV an empty text and a missing one look alike.
    expect(await read('strategies.csv', 'read_csv')).toEqual(
      TREATED.map((row) => ({ ...row, offer: row.offer === '' ? null : row.offer })),
    );
    for (const file of FILES) expect(readFileSync(join(folder, file)).includes('M2-HELD'), file).toBe(false);
  });

  it('may be repeated, by two attempts at once', async () => {
    const staging = await prepare(ROWS);
    const root = join(staging.root, 'publications');
    const folder = publicationFolder(root, staging.publication);
    await Promise.all([stageFiles(root, staging), stageFiles(root, staging)]);
    const before = FILES.map((file) => readFileSync(join(folder, file), 'hex'));
    await stageFiles(root, staging);
    expect(FILES.map((file) => readFileSync(join(folder, file), 'hex'))).toEqual(before);
    expect(readdirSync(folder).sort()).toEqual(FILES);
    expect(readdirSync(join(staging.root, 'staging'))).toEqual([]);
  });

  it('does not point anything live there', async () => {
    const staging = await prepare(ROWS);
    const folder = await stageFiles(staging.root, staging);
    expect(existsSync(join(folder, '..', 'live'))).toBe(false);
  });
});

it('keeps the versions of pipelines and datasets apart', () => {
  const publication = { pipeline: 'p', dataset: 'd', version: 7, publication_id: 'pub_0123456789abcdef' };
  expect(publicationFolder('/store/publications', publication as PublicationRow)).toBe(
    '/store/publications/p/d/v7-89abcdef',
  );
});
