import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../platform/processes/process-helpers.ts';
import { findStackBinaries } from '../platform/stack/stack-fixture.ts';
import { type CliState, makeCliState } from '../support/cli.ts';
import { RunJson } from '../support/run-json.ts';
import { makeShopSource, SMALL_SHOP } from '../support/shop-source.ts';

describe.skipIf(!findStackBinaries())(
  'two commands on one worker (skipped where the bootstrap has not run)',
  { timeout: 1_200_000 },
  () => {
    let state: CliState;
    let command: string[];

    beforeAll(async () => {
      state = makeCliState();
      command = await makeShopSource(state, SMALL_SHOP);
    }, 600_000);
    afterAll(() => state?.remove());

    it('lets one go on when the other, whose worker it is, is stopped', async () => {
      const owner = state.start([...command, '--dataset', 'owner', '--force', 'owner']);
      await owner.says('✓ resolve-input');
      const guest = state.start([...command, '--dataset', 'guest', '--force', 'guest']);
      await guest.says('affiliate-expansion/guest');
      process.kill(owner.pid, 'SIGINT');

      expect((await owner.ended).code).toBe(130);
      const { code, stdout, stderr } = await guest.ended;
      expect(code, stderr).toBe(0);
      expect(RunJson.parse(JSON.parse(stdout)).outcome).toBe('PUBLISHED');
    });

    it('ends on Ctrl-C while another command keeps the servers up', async () => {
      const lease = await state.lease();
      const stopped = state.start([...command, '--force', 'kept']);
      await stopped.says('✓ resolve-input');
      process.kill(stopped.pid, 'SIGINT');
      expect((await stopped.ended).code).toBe(130);
      expect((await lease.leases()).map(({ role }) => role)).toEqual(['test']);
      await lease.release({ wait: true });
      await until('no process is left', () => state.processes().length === 0);
    });
  },
);
