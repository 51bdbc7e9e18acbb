import { appendFileSync, cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../../platform/config.ts';
import { findStackBinaries } from '../platform/stack/stack-fixture.ts';
import { type CliState, type CommandEnd, makeCliState, startCommand } from '../support/cli.ts';
import { RunJson, StatusJson } from '../support/run-json.ts';
import { makeShopSource } from '../support/shop-source.ts';

const LOADER = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const LEFT_OUT = ['node_modules', '.git', '.crosslift'];

describe.skipIf(!findStackBinaries())(
  'a run with changed code (skipped where the bootstrap has not run)',
  { timeout: 1_200_000 },
  () => {
    let state: CliState;
    let project: string;
    let command: string[];

    /** The copy's own program: its launcher would install packages into a directory that is only linked. */
    const runCopy = (args: readonly string[]): Promise<CommandEnd> =>
      startCommand(['--import', LOADER, join(project, 'cli/main.ts'), ...args], {
        CROSSLIFT_STATE: state.stateDir,
        TSX_TSCONFIG_PATH: join(project, 'tsconfig.json'),
      }).ended;
    const listComputed = async () => {
      const { code, stdout, stderr } = await runCopy(command);
      expect(code, stderr).toBe(0);
      const { runId, publication } = RunJson.parse(JSON.parse(stdout));
      const status = await runCopy(['status', runId, '--json']);
      const { steps } = StatusJson.parse(JSON.parse(status.stdout));
      const computed = steps
        .filter(({ effect, reused }) => effect === 'pure' && !reused)
        .map(({ step }) => step);
      return { computed, changed: publication.changed };
    };

    beforeAll(async () => {
      state = makeCliState();
      command = await makeShopSource(state);
      project = join(state.sourceDir, 'project');
      cpSync(PROJECT_ROOT, project, {
        recursive: true,
        filter: (path) => !LEFT_OUT.includes(basename(path)),
      });
      symlinkSync(join(PROJECT_ROOT, 'node_modules'), join(project, 'node_modules'));
      await state.lease();
      const first = await state.run(command);
      expect(first.code, first.stderr).toBe(0);
    }, 600_000);
    afterAll(() => state?.remove());

    it('from another directory reuses every step', async () => {
      expect(await listComputed()).toEqual({ computed: [], changed: false });
    });

    it('reuses every step when only comments are new', async () => {
      appendFileSync(join(project, 'sql/affiliate/marts/customers.sql'), '\n-- as the CRM team reads it\n');
      appendFileSync(
        join(project, 'activities/affiliate/score-customers.ts'),
        '\n// best first, ties by code\n',
      );
      appendFileSync(join(project, 'models/estimators/train-network.ts'), '\n/* early stopping */\n');
      expect(await listComputed()).toEqual({ computed: [], changed: false });
    });

    it('runs one changed table and what reads it, and nothing else', async () => {
      const path = join(project, 'sql/affiliate/intermediate/int_customer_profiles.sql');
      const text = readFileSync(path, 'utf8');
      expect(text).toContain('end as payment_band');
      // A column that no later step reads.
      writeFileSync(path, text.replace('end as payment_band', `end || ' user' as payment_band`));
      const { computed, changed } = await listComputed();
      // The other tables of the same step keep their bytes, so that nothing is trained again.
      expect(computed.toSorted()).toEqual([
        'audit-tables',
        'build-tables',
        'estimate-lifetime-value',
        'export-interactions',
        'plan-strategies',
        'segment-customers',
      ]);
      expect(changed).toBe(false);
    });
  },
);
