import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STRATEGY_COLUMNS } from '../../models/contracts/strategy.ts';
import { type DuckDBSession, openSession } from '../../platform/duckdb/session.ts';
import { type Database, openDatabase } from '../../platform/postgres/database.ts';

import { Customers } from '../../sql/affiliate/marts/customers.ts';
import { STEPS } from '../../workflows/steps.ts';
import { findStackBinaries } from '../platform/stack/stack-fixture.ts';
import { type CliState, makeCliState } from '../support/cli.ts';
import { RunJson, StatusJson } from '../support/run-json.ts';
import { makeShopSource } from '../support/shop-source.ts';

const PANEL = fileURLToPath(new URL('../../../shared/data/retail-panel/', import.meta.url));
const PURE_STEPS = STEPS['affiliate-expansion'].filter(
  // Nothing was live before: no change of offers is there to be explained.
  ({ name, effect }) => effect === 'pure' && !/^(rescore|replan)-/.test(name),
);
/** Strategies name their dataset; everything before them depends on the source alone. */
const SHARED_STEPS = PURE_STEPS.map(({ name }) => name).filter((name) => name !== 'plan-strategies');

describe.skipIf(!findStackBinaries())(
  'crosslift run affiliate-expansion (skipped where the bootstrap has not run)',
  { timeout: 1_200_000 },
  () => {
    let state: CliState;
    let database: Database;
    let duckdb: DuckDBSession;
    let command: string[];
    let first: RunJson;

    const runJson = async (...args: string[]): Promise<RunJson> => {
      const { code, stdout, stderr } = await state.run(args);
      expect(code, stderr).toBe(0);
      return RunJson.parse(JSON.parse(stdout));
    };
    const statusOf = async (runId: string): Promise<StatusJson> =>
      StatusJson.parse(JSON.parse((await state.run(['status', runId, '--json'])).stdout));
    const rowsOf = (file: string, query: string) => duckdb.rows<Record<string, unknown>>(query, { file });

    beforeAll(async () => {
      state = makeCliState();
      command = await makeShopSource(state);
      const lease = await state.lease();
      database = openDatabase(lease.databaseUrl);
      duckdb = await openSession({ memoryLimitMb: 512, threads: 1, scratchDir: state.sourceDir });
      first = await runJson(...command);
    }, 600_000);
    afterAll(async () => {
      await database?.end();
      await duckdb?.close();
      await state?.remove();
    });

    it('prints one JSON object, and everything that it names is there', () => {
      expect(first).toMatchObject({
        workflowId: 'affiliate-expansion/shop/2022-01-01',
        pipeline: 'affiliate-expansion',
        outcome: 'PUBLISHED',
        asOf: '2022-01-01',
        publication: { version: 1, changed: true },
      });
      for (const path of [...Object.values(first.artifacts), first.report, first.publication.location])
        expect(existsSync(path), path).toBe(true);
    });

    it('values every customer beside the formula of the specification', async () => {
      const described = await rowsOf(first.artifacts.lifetime_value, 'describe from read_parquet($file)');
      expect(described.map(({ column_name }) => column_name)).toEqual(
        expect.arrayContaining(['customer_id', 'p_alive', 'expected_value', 'cltv_seed']),
      );
      expect(first.metrics.segments).toMatchObject({ fit: 'first', segments: 12 });
      const { purchases_mae, purchases_mae_own_rate } = first.metrics.lifetime ?? {};
      expect(Number(purchases_mae)).toBeLessThan(Number(purchases_mae_own_rate));
    });

    it('shows the model beside its baselines', () => {
      const figures = first.metrics['next-affiliate'];
      for (const name of ['hit_at_1', 'hit_at_3', 'macro_f1', 'log_loss', 'any_auc']) {
        for (const column of [name, `${name}_transitions`, `${name}_popularity`])
          expect(figures?.[column], column).toBeTypeOf('number');
      }
    });

    it.each([
      ['customers', Object.keys(Customers.shape)],
      ['segments', ['customer_id', 'segment_id', 'segment_name', 'customer_type']],
      ['next_affiliate', ['customer_id', 'split', 'label', 'affiliate', 'probability', 'rank']],
      ['recommendations', ['customer_id', 'product_id', 'affiliate', 'score', 'rank']],
      ['similar_products', ['product_id', 'similar_id', 'score', 'rank']],
      ['strategies', STRATEGY_COLUMNS],
      ['quarantine', ['table_name', 'file', 'source_row', 'column_name', 'value', 'rule']],
    ] as const)('gives %s the columns of its contract', async (name, columns) => {
      const described = await rowsOf(first.artifacts[name], 'describe from read_parquet($file)');
      expect(described.map(({ column_name }) => column_name)).toEqual(columns);
    });

    it('sends the treatment rows to PostgreSQL and to every file alike, and the holdout nowhere', async () => {
      // As text a score of 0 is 0.0 to DuckDB and 0 to PostgreSQL.
      const columns = STRATEGY_COLUMNS.map((name) =>
        name === 'score' ? name : `${name}::varchar as ${name}`,
      ).join(', ');
      const ordered = `select ${columns} from strategies order by strategy_id`;
      const planned = await rowsOf(
        first.artifacts.strategies,
        `with strategies as (from read_parquet($file) where arm = 'treatment') ${ordered}`,
      );
      const live = (file: string) => join(first.publication.location, file);
      const { rows: published } = await database.query(
        `with strategies as (select * from live_strategies where dataset = 'shop') ${ordered}`,
      );
      expect(planned).toHaveLength(first.publication.rows - Number(first.metrics.strategies?.holdout));
      expect(published).toEqual(planned);
      for (const [file, reader] of [
        ['strategies.parquet', 'read_parquet($file)'],
        ['strategies.jsonl', 'read_json($file)'],
      ]) {
        const read = await rowsOf(live(file!), `with strategies as (from ${reader}) ${ordered}`);
        expect(read, file).toEqual(planned);
      }
    });

    it('knows every arm where marketers cannot see it', async () => {
      const { rows } = await database.query(
        'select arm, count(*) as rows from arms where publication_id = $1 group by arm order by arm',
        [first.publication.publicationId],
      );
      const { holdout, treatment } = first.metrics.strategies ?? {};
      expect(rows).toEqual([
        { arm: 'holdout', rows: holdout },
        { arm: 'treatment', rows: treatment },
      ]);
      expect(holdout).toBeGreaterThan(0);
    });

    it('reuses every pure step the second time, and publishes nothing new', async () => {
      // The champions of the day stay: nothing is fitted on all rows once more.
      const repeated = PURE_STEPS.map(({ name }) => name).filter((name) => !name.startsWith('refit-'));
      const before = listFiles(join(state.stateDir, 'store/artifacts'));
      const { code, stdout, stderr } = await state.run(command);
      const second = RunJson.parse(JSON.parse(stdout));
      expect(code).toBe(0);
      expect(stderr).toContain(`${repeated.length} of ${repeated.length} reusable ones were reused`);
      expect(second.runId).not.toBe(first.runId);
      expect(second.artifacts).toEqual(first.artifacts);
      expect(second.publication).toEqual({ ...first.publication, changed: false });
      const { steps } = await statusOf(second.runId);
      const reused = steps.filter((step) => step.reused).map(({ step }) => step);
      expect(reused.sort()).toEqual(repeated.sort());
      expect(listFiles(join(state.stateDir, 'store/artifacts'))).toEqual(before);
      const { rows } = await database.query('select version, state from publications where dataset = $1', [
        'shop',
      ]);
      expect(rows).toEqual([{ version: 1, state: 'live' }]);
    });

    it('lets two runs started together agree on one set of artifacts', async () => {
      const together = [...command, '--force', 'together', '--dataset'];
      const [left, right] = await Promise.all([runJson(...together, 'left'), runJson(...together, 'right')]);
      const { strategies: _, ...shared } = left.artifacts;
      expect(right.artifacts).toMatchObject(shared);
      const keysOf = async (runId: string) =>
        (await statusOf(runId)).steps
          .filter(({ step }) => SHARED_STEPS.includes(step))
          .map(({ step, key, artifacts }) => ({ step, key, artifacts }))
          // Steps that run side by side begin in no fixed order.
          .sort((one, other) => one.step.localeCompare(other.step));
      const keys = await keysOf(left.runId);
      expect(keys).toHaveLength(SHARED_STEPS.length);
      expect(await keysOf(right.runId)).toEqual(keys);
      for (const { step, key, artifacts } of keys) {
        // The loser's files are gone: one file for each artifact, and the manifest.
        const files = listFiles(join(state.stateDir, 'store/artifacts', step, key));
        expect(files, step).toHaveLength(Object.keys(artifacts).length + 1);
      }
      expect(readdirSync(join(state.stateDir, 'store/staging'))).toEqual([]);
    });

    it('makes one run of one command given twice', async () => {
      const twice = [...command, '--dataset', 'twice'];
      const [left, right] = await Promise.all([runJson(...twice), runJson(...twice)]);
      expect(right).toEqual(left);
      const { rows } = await database.query('select run_id from runs where dataset = $1', ['twice']);
      expect(rows).toEqual([{ run_id: left.runId }]);
      expect(readdirSync(join(state.stateDir, 'store/staging'))).toEqual([]);
    });

    it.skipIf(!existsSync(PANEL))('publishes the real panel (skipped without ../shared/data)', async () => {
      const panel = await runJson('run', 'affiliate-expansion', '--source', PANEL, '--json');
      expect(panel).toMatchObject({
        workflowId: 'affiliate-expansion/retail-panel/2018-01-02',
        outcome: 'PUBLISHED',
        publication: { version: 1, changed: true },
      });
      const [customers] = await rowsOf(
        panel.artifacts.customers,
        'select count(*)::integer as n from read_parquet($file)',
      );
      expect(customers).toEqual({ n: 1_226 });
    });
  },
);

/** Every file below a folder with the time it was written: a file written again is a changed one. */
function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => `${path} ${statSync(path).mtimeMs}`)
    .sort();
}
