import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { describeGarbage } from '../../../cli/gc.ts';
import { findGarbage } from '../../../platform/gc/find-garbage.ts';
import { listKept } from '../../../platform/gc/list-kept.ts';
import { removeGarbage } from '../../../platform/gc/remove-garbage.ts';
import { openTestDatabase } from '../../support/start-test-postgres.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';
import { reserveDraft } from '../postgres/reserve.ts';

const database = await openTestDatabase();
const DAY_MILLIS = 86_400_000;
const RETENTION = { keepDays: 35, keepNewest: 2 };

let storeDir: string;
beforeEach(async () => {
  storeDir = makeTemporaryDirectory();
  await database.query(
    'truncate runs, run_steps, publications, strategies, arms, models, champions, segmentations, alerts cascade',
  );
});

const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MILLIS);
/** A file of the store, as old as its run. */
function write(path: string, days: number): void {
  const file = join(storeDir, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, 'bytes');
  for (const place of [file, dirname(file), dirname(dirname(file))])
    utimesSync(place, daysAgo(days), daysAgo(days));
}
const refTo = (key: string) => ({ uri: `store:artifacts/fit/${key}/c1/model`, digest: 'd', rows: 1 });
/** A run of this age whose step `fit` made an artifact of its name, with a report. */
async function run(run_id: string, days: number, change: { outcome?: string | null; dataset?: string } = {}) {
  const { outcome = 'PUBLISHED', dataset = 'shop' } = change;
  await database.query(
    `insert into runs (run_id, workflow_id, pipeline, dataset, input, state, outcome, started_at)
     values ($1, $1, 'affiliate-expansion', $2, '{}', $3, $4, $5)`,
    [run_id, dataset, outcome === null ? 'failed' : 'finished', outcome, daysAgo(days)],
  );
  await database.query(
    `insert into run_steps (run_id, step, state, effect, attempt, artifacts, started_at)
     values ($1, 'fit', 'done', 'pure', 1, $2, $3)`,
    [run_id, JSON.stringify({ model: refTo(run_id) }), daysAgo(days)],
  );
  write(`artifacts/fit/${run_id}/c1/model`, days);
  write(`reports/${run_id}.html`, days);
}
async function findPaths(openRuns: string[] = [], retention = RETENTION): Promise<string[]> {
  const kept = await listKept(database, retention, openRuns);
  return (await findGarbage(storeDir, kept, database)).map(({ path }) => path).sort();
}
const artifactsOf = (...runs: string[]) => runs.map((name) => `artifacts/fit/${name}`);

describe('what may go', () => {
  it('is what belongs to runs that are old and not among the newest of their dataset', async () => {
    await run('old', 200);
    await run('older', 300);
    await run('new', 3);
    await run('newer', 2);
    await run('of-york', 400, { dataset: 'york' });
    expect(await findPaths()).toEqual([
      ...artifactsOf('old', 'older'),
      'reports/old.html',
      'reports/older.html',
    ]);
  });

  it('is a copy of a bucket that is old and not its newest', async () => {
    for (const [version, days] of Object.entries({ v1: 9, v2: 2, v3: 3 }))
      write(`sources/acme-12345678/${version}/PDDE.csv`, days);
    write('sources/york-12345678/v1/PDDE.csv', 400);
    expect(await findPaths()).toEqual(['sources/acme-12345678/v1', 'sources/acme-12345678/v3']);
  });

  it('is a copy that was begun and never finished, which is not the newest of anything', async () => {
    const draft = (version: string) => `${version}.6f1c1d0e-4b5e-4a53-9f3a-2f8b3f6f2f55`;
    write('sources/acme-12345678/v1/PDDE.csv', 9);
    write(`sources/acme-12345678/${draft('v2')}/PDDE.csv`, 5);
    write(`sources/acme-12345678/${draft('v3')}/PDDE.csv`, 0);
    write(`sources/york-12345678/${draft('v1')}/PDDE.csv`, 3);
    expect(await findPaths()).toEqual([
      `sources/acme-12345678/${draft('v2')}`,
      `sources/york-12345678/${draft('v1')}`,
    ]);
  });

  it('is not what the newest runs with an outcome need, however many failed since', async () => {
    await run('good', 100);
    await run('gone', 120, { outcome: null });
    for (const days of [50, 60]) await run(`bad-${days}`, days, { outcome: null });
    expect(await findPaths()).toEqual([...artifactsOf('gone'), 'reports/gone.html']);
  });

  it('is nothing of a run that has not ended, such as one that waits for a person', async () => {
    await run('parked', 90, { outcome: null });
    for (const days of [50, 60]) await run(`later-${days}`, days);
    for (const days of [45, 46]) await run(`failed-${days}`, days, { outcome: null });
    expect(await findPaths(['parked'])).toEqual([]);
    expect(await findPaths()).toEqual([...artifactsOf('parked'), 'reports/parked.html']);
  });

  it('is nothing that a live publication needs, nor its files; of replaced ones it is', async () => {
    for (const [index, id] of ['pub_replaced', 'pub_live0000', 'pub_staged1', 'pub_staged2'].entries()) {
      const { version } = await reserveDraft(database, id, { run_id: `r${index}` });
      await database.query(
        `update publications set staged_at = $2, state = $3, strategies = $4 where publication_id = $1`,
        [id, daysAgo(100 - index), index === 1 ? 'live' : 'replaced', JSON.stringify(refTo(id))],
      );
      write(`artifacts/fit/${id}/c1/model`, 100);
      write(`publications/affiliate-expansion/shop/v${version}-${id.slice(-8)}/people/app.csv`, 100);
      utimesSync(
        join(storeDir, `publications/affiliate-expansion/shop/v${version}-${id.slice(-8)}`),
        daysAgo(100),
        daysAgo(100),
      );
      await run(`r${index}`, 100 - index);
    }
    for (const days of [50, 60]) await run(`later-${days}`, days);
    expect(await findPaths()).toEqual([
      ...artifactsOf('pub_replaced', 'r0'),
      'publications/affiliate-expansion/shop/v1-replaced',
      'reports/r0.html',
    ]);
  });

  it('is nothing that a champion needs, those before it to which a person may go back, or a segmentation that is live', async () => {
    for (const version of [1, 2, 3, 4]) {
      const at = [`mdl_${version}`, daysAgo(200 - version)];
      await database.query(
        `insert into models (model_id, dataset, pipeline, decision_point, name, candidate, trained_until, as_of, run_id, registered_at)
         values ($1, 'shop', 'affiliate-expansion', 'next', 'm', $3, '2021-01-01', '2021-01-01', 'r', $2)`,
        [...at, JSON.stringify(refTo(`candidate-${version}`))],
      );
      await database.query(
        `insert into champions (dataset, pipeline, decision_point, version, model_id, artifact, trained_until, as_of, run_id, actor, reason, state, since)
         values ('shop', 'affiliate-expansion', 'next', $3, $1, $4, '2021-01-01', '2021-01-01', 'r', 'gate', '', $5, $2)`,
        // A person went back to the first.
        [...at, version, JSON.stringify(refTo(`champion-${version}`)), version === 1 ? 'live' : 'replaced'],
      );
      await database.query(
        `insert into segmentations (segmentation_id, dataset, pipeline, run_id, as_of, fitted_as_of, parameters, segmentation, segments, state, live_at)
         values ($1, 'shop', 'affiliate-expansion', 'r', '2021-01-01', '2021-01-01', '{}', $3, $3, $4, $2)`,
        [...at, JSON.stringify(refTo(`segments-${version}`)), version === 1 ? 'live' : 'replaced'],
      );
      for (const kind of ['candidate', 'champion', 'segments'])
        write(`artifacts/fit/${kind}-${version}/c1/model`, 200);
    }
    expect(await findPaths()).toEqual(artifactsOf('candidate-2', 'champion-2', 'segments-2'));
  });

  it('is nothing that any other table names, and nothing younger than a day', async () => {
    write('artifacts/fit/alerted/c1/model', 100);
    await database.query(
      `insert into alerts (pipeline, dataset, state, card, text, delivery)
       values ('p', 'd', 'ok', $1, '', 'logged')`,
      [JSON.stringify({ evidence: refTo('alerted').uri })],
    );
    write('artifacts/fit/being-made/c1/model', 0.9);
    write('artifacts/fit/forgotten/c1/model', 1.1);
    expect(await findPaths()).toEqual(artifactsOf('forgotten'));
  });
});

describe('garbage', () => {
  const GARBAGE = [{ kind: 'artifact', path: 'artifacts/fit/k1', bytes: 5 }] as const;

  it('is removed', async () => {
    write('artifacts/fit/k1/c1/model', 2);
    write('artifacts/fit/k2/c1/model', 2);
    await removeGarbage(storeDir, GARBAGE, async () => true);
    expect(readdirSync(join(storeDir, 'artifacts/fit'))).toEqual(['k2']);
    expect(readdirSync(join(storeDir, 'trash'))).toEqual([]);
  });

  it('is put back where a run began meanwhile, which found none of it', async () => {
    write('artifacts/fit/k1/c1/model', 2);
    const look = async () => {
      expect(existsSync(join(storeDir, 'artifacts/fit/k1'))).toBe(false);
      return false;
    };
    await expect(removeGarbage(storeDir, GARBAGE, look)).rejects.toThrow('a run began meanwhile');
    expect(existsSync(join(storeDir, 'artifacts/fit/k1/c1/model'))).toBe(true);
  });

  it('is told by kind', () => {
    expect(describeGarbage([...GARBAGE, { ...GARBAGE[0], kind: 'report' }], true)).toBe(
      [
        'would go   folders  bytes',
        'artifacts        1    5 B',
        'reports          1    5 B',
        'together         2   10 B',
      ].join('\n'),
    );
    expect(describeGarbage([], false)).toMatch(/^nothing to remove/);
  });
});
