import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Strategy } from '../../../models/contracts/strategy.ts';
import type { PublicationRow } from '../../../platform/postgres/publications.ts';
import { publicationFolder, stageFiles } from '../../../platform/publishing/stage-files.ts';
import { openTestDatabase } from '../../support/start-test-postgres.ts';
import { prepareStaging, ROWS, TREATED } from './prepare-staging.ts';
import { strategy } from './sketch-strategy.ts';

const database = await openTestDatabase();
beforeEach(() => database.query('truncate publications, strategies, arms cascade'));

const prepare = (rows: readonly Strategy[], rowCount?: number) => prepareStaging(database, rows, rowCount);
const listFiles = (folder: string) =>
  (readdirSync(folder, { recursive: true }) as string[])
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort();

describe('stageFiles', () => {
  const FILES = ['people/app-next-affiliate.csv', 'strategies.jsonl', 'strategies.parquet', 'summary.csv'];

  it("leaves the journey's messages to the journey", async () => {
    const timed = strategy({ strategy_id: 's4', customer_id: 'M4', channel: 'journey' });
    const staging = await prepare([...ROWS, timed]);
    const folder = await stageFiles(join(staging.root, 'publications'), staging);
    for (const file of FILES.filter((name) => name !== 'summary.csv'))
      expect(readFileSync(join(folder, file)).includes('M4'), file).toBe(false);
    expect(readFileSync(join(folder, 'summary.csv'), 'utf8')).toContain('next-affiliate,journey,1,0,');
  });

  it('writes the treated for programs and for people, and the holdout nowhere', async () => {
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
    expect(listFiles(folder)).toEqual(FILES);
    const jsonLines = readFileSync(join(folder, 'strategies.jsonl'), 'utf8').trimEnd().split('\n');
    expect(jsonLines.map((line) => JSON.parse(line))).toEqual(TREATED);
    const read = (file: string, reader: string) =>
      staging.session.rows(`select * from ${reader}($path) order by strategy_id`, {
        path: join(folder, file),
      });
    expect(await read('strategies.parquet', 'read_parquet')).toEqual(TREATED);
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
    expect(listFiles(folder)).toEqual(FILES);
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
