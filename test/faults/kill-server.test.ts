import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../platform/postgres/database.ts';
import type { StackLease } from '../../platform/stack/request-lease.ts';
import { findStackBinaries } from '../platform/stack/stack-fixture.ts';
import { type CliState, makeCliState } from '../support/cli.ts';
import { RunJson } from '../support/run-json.ts';
import { makeShopSource, SMALL_SHOP } from '../support/shop-source.ts';
import { digestLiveFiles, digestLiveRows, watchLive } from './watch-live.ts';

describe.skipIf(!findStackBinaries())(
  'a server killed by SIGKILL (skipped where the bootstrap has not run)',
  { timeout: 1_200_000 },
  () => {
    let state: CliState;
    let lease: StackLease;
    let command: string[];
    let location: string;

    beforeAll(async () => {
      state = makeCliState();
      command = await makeShopSource(state, SMALL_SHOP);
      lease = await state.lease();
      ({ location } = (await run('2021-12-25')).publication);
    }, 600_000);
    afterAll(() => state?.remove());

    const run = async (asOf: string, kill?: () => void) => {
      const running = state.start([...command, '--as-of', asOf]);
      if (kill) {
        await running.says('✓ export-features');
        kill();
      }
      const { code, stdout, stderr } = await running.ended;
      expect(code, stderr).toBe(0);
      return RunJson.parse(JSON.parse(stdout));
    };

    // Night after night: each is disturbed, and leaves what the next one finds live.
    it.each([
      ['postgres', '2021-12-26'],
      ['temporal', '2021-12-27'],
    ] as const)('%s comes back and the run ends by itself', async (server, today) => {
      const database = openDatabase(lease.databaseUrl);
      try {
        const places = { database, dataset: 'shop', location };
        const old = { rows: await digestLiveRows(places), files: digestLiveFiles(places) };
        const watch = watchLive(places);
        const before = await lease.pids();
        const result = await run(today, () => process.kill(before[server], 'SIGKILL'));
        expect((await lease.pids())[server]).not.toBe(before[server]);
        expect(result).toMatchObject({ outcome: 'PUBLISHED', publication: { changed: true } });

        const now = { rows: await digestLiveRows(places), files: digestLiveFiles(places) };
        const seen = await watch.stop();
        seen.rows.delete('down');
        expect([...seen.rows].sort()).toEqual([old.rows, now.rows].sort());
        expect([...seen.files].sort()).toEqual([old.files, now.files].sort());
      } finally {
        await database.end();
      }
    });
  },
);
