import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../platform/processes/process-helpers.ts';
import { findStackBinaries, listHeldLocks } from '../platform/stack/stack-fixture.ts';
import { type CliState, makeCliState, type RunningCommand } from '../support/cli.ts';
import { RunJson } from '../support/run-json.ts';
import { makeShopSource, SMALL_SHOP } from '../support/shop-source.ts';

/** Programs of a running command, by what stands in their arguments. */
const PROGRAMS = {
  command: /cli\/main\.ts run/,
  supervisor: /supervisor-main\.ts/,
  trainer: /trainer-child\.ts/,
} as const;

describe.skipIf(!findStackBinaries() || process.platform !== 'linux')(
  'a command stopped or killed (skipped where the bootstrap has not run, and without /proc)',
  { timeout: 1_200_000 },
  () => {
    let state: CliState;
    let command: string[];

    const pidOf = (program: keyof typeof PROGRAMS) =>
      state.processes().find((running) => PROGRAMS[program].test(running.command))!.pid;
    /** Ends as people and systems do: a group is what Ctrl-C reaches. */
    const ENDINGS: Record<string, (running: RunningCommand) => void> = {
      'Ctrl-C': ({ pid }) => process.kill(-pid, 'SIGINT'),
      'SIGTERM of the launcher': ({ pid }) => process.kill(pid, 'SIGTERM'),
      'SIGKILL of the launcher': ({ pid }) => process.kill(pid, 'SIGKILL'),
      'SIGKILL of the command': () => process.kill(pidOf('command'), 'SIGKILL'),
      'SIGKILL of the supervisor': () => process.kill(pidOf('supervisor'), 'SIGKILL'),
    };

    beforeAll(async () => {
      state = makeCliState();
      command = await makeShopSource(state, SMALL_SHOP);
    }, 600_000);
    afterAll(() => state?.remove());

    const expectNothingLeft = async () => {
      await until('no process is left', () => state.processes().length === 0);
      expect(listHeldLocks(state.stateDir)).toEqual([]);
    };

    it.each([
      ['Ctrl-C', '✓ export-features', 130],
      ['SIGTERM of the launcher', '✓ export-features', 143],
      ['SIGKILL of the launcher', '✓ export-features', null],
      ['SIGKILL of the command', '✓ ingest-source', 137],
      ['SIGKILL of the supervisor', '✓ export-features', 1],
    ])('leaves no process after %s behind "%s", and finishes when given again', async (name, line, code) => {
      const again = [...command, '--force', name.replaceAll(' ', '-')];
      const stopped = state.start(again);
      await stopped.says(line);
      ENDINGS[name]!(stopped);
      const end = await stopped.ended;
      expect(end.code, end.stderr).toBe(code);
      expect(end.stdout).toBe('');
      await expectNothingLeft();

      const { code: last, stdout, stderr } = await state.run(again);
      expect(last, stderr).toBe(0);
      const { outcome, runId } = RunJson.parse(JSON.parse(stdout));
      expect(outcome).toBe('PUBLISHED');
      // The same run, from where it was.
      expect(end.stderr).toContain(`run ${runId}`);
      await expectNothingLeft();
      expect(readdirSync(join(state.stateDir, 'store/staging'))).toEqual([]);
      expect(readdirSync(join(state.stateDir, 'scratch'))).toEqual([]);
    });

    it.each(['Ctrl-C', 'SIGTERM of the launcher', 'SIGKILL of the launcher'])(
      'leaves no process after %s while the servers start',
      async (name) => {
        const stopped = state.start([...command, '--dataset', 'early']);
        await stopped.says('starting PostgreSQL and Temporal');
        ENDINGS[name]!(stopped);
        expect((await stopped.ended).code).not.toBe(0);
        await expectNothingLeft();
      },
    );
  },
);
