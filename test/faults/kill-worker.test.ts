import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../platform/postgres/database.ts';
import type { StackLease } from '../../platform/stack/request-lease.ts';
import { findStackBinaries } from '../platform/stack/stack-fixture.ts';
import { type CliState, makeCliState } from '../support/cli.ts';
import { RunJson, StatusJson } from '../support/run-json.ts';
import { makeShopSource, SMALL_SHOP } from '../support/shop-source.ts';
import { untilRunning } from './until-running.ts';
import { digestLiveFiles, digestLiveRows, watchLive } from './watch-live.ts';

describe.skipIf(!findStackBinaries())(
  'a worker killed by SIGKILL (skipped where the bootstrap has not run)',
  { timeout: 1_200_000 },
  () => {
    let state: CliState;
    let lease: StackLease;
    let database: Database;
    let command: string[];
    let location: string;

    const run = async (asOf: string, ...more: string[]) => {
      const { code, stdout, stderr } = await state.run([...command, '--as-of', asOf, ...more]);
      expect(code, stderr).toBe(0);
      return RunJson.parse(JSON.parse(stdout));
    };

    beforeAll(async () => {
      state = makeCliState();
      command = await makeShopSource(state, SMALL_SHOP);
      lease = await state.lease();
      database = openDatabase(lease.databaseUrl);
      ({ location } = (await run('2021-12-25')).publication);
    }, 600_000);
    afterAll(async () => {
      await database?.end();
      await state?.remove();
    });

    // Night after night: each is disturbed, and leaves what the next one finds live.
    it.each([
      ['a DuckDB step', 'build-tables', '2021-12-26'],
      ['training', 'fit-next-affiliate', '2021-12-27'],
      ['publishing', 'stage-publication', '2021-12-28'],
    ])('in %s changes nothing but the time it takes', async (_, step, today) => {
      const places = { database, dataset: 'shop', location };
      const old = { rows: await digestLiveRows(places), files: digestLiveFiles(places) };

      // A day moves no training row: without its artifact, the step must be done and not only be reused.
      rmSync(join(state.stateDir, 'store/artifacts', step), { recursive: true, force: true });
      const watch = watchLive(places);
      const disturbed = state.start([...command, '--as-of', today]);
      await untilRunning(database, step);
      const worker = (await lease.leases()).find(({ role }) => role === 'worker');
      process.kill(worker!.pid, 'SIGKILL');
      const { code, stdout, stderr } = await disturbed.ended;
      expect(code, stderr).toBe(0);
      const seen = await watch.stop();

      const result = RunJson.parse(JSON.parse(stdout));
      const status = await state.run(['status', result.runId, '--json']);
      const { steps } = StatusJson.parse(JSON.parse(status.stdout));
      // The kill has hit the step, and perhaps what was trained beside it.
      expect(steps.filter(({ attempt }) => attempt > 1).map((row) => row.step)).toContain(step);
      expect(result).toMatchObject({ outcome: 'PUBLISHED', publication: { changed: true } });

      const now = { rows: await digestLiveRows(places), files: digestLiveFiles(places) };
      expect([...seen.rows].sort()).toEqual([old.rows, now.rows].sort());
      expect([...seen.files].sort()).toEqual([old.files, now.files].sort());
      expect(readdirSync(join(state.stateDir, 'store/staging'))).toEqual([]);
      expect(readdirSync(join(state.stateDir, 'scratch'))).toEqual([]);
      expect(
        readdirSync(join(location, '..')).filter((name) => !/^(live|v\d+-[0-9a-f]{8})$/.test(name)),
      ).toEqual([]);

      // Undisturbed, and every step anew: the same strategies, so that there is nothing to publish.
      const calm = await run(today, '--force', 'calm');
      expect(calm.publication).toEqual({ ...result.publication, changed: false });
      expect(result.metrics).toEqual(calm.metrics);
    });
  },
);
