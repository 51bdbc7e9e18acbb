import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { GOOD_SOURCE, makeSource, type SourceFiles } from '../platform/source/make-source.ts';

const main = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));

/** Run `crosslift` with more in its environment, without starting anything else. */
function run(command: readonly string[], environment: Record<string, string> = {}) {
  const [args, env] = [['--import', 'tsx', main, ...command], { ...process.env, ...environment }];
  return new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, args, { env }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    );
  });
}

/** Run `crosslift check affiliate-expansion` on a source. */
async function check(files: SourceFiles, ...flags: string[]) {
  const directory = await makeSource(files);
  const { code, stdout, stderr } = await run([
    'check',
    'affiliate-expansion',
    '--source',
    directory,
    ...flags,
  ]);
  return { code, stdout: stdout.replaceAll(directory, 'DIR'), stderr, files: await readdir(directory) };
}

describe('crosslift check', { timeout: 60_000 }, () => {
  it('says what a run of a good source would do', async () => {
    const { code, stdout, files } = await check(GOOD_SOURCE);
    expect(code).toBe(0);
    expect(stdout).toContain('purchases     PDDE.csv        3       3            0         0  2021-03-06');
    expect(stdout).toContain(
      'DIR keeps its contract. Run it: npx crosslift run affiliate-expansion --source DIR --as-of 2021-03-07; it would run resolve-input → ingest-source → find-champions → build-tables',
    );
    expect(files).toHaveLength(Object.keys(GOOD_SOURCE).length);
  });

  it('lists every problem of a bad one, exits 2 and drafts what is missing', async () => {
    const broken = { ...GOOD_SOURCE, 'LPAY.csv': undefined, 'COP_U.csv': 'cust\nM1\n', 'BR.csv': '' };
    const { code, stdout, files } = await check(broken, '--json');
    expect(code).toBe(2);
    const result = JSON.parse(stdout);
    expect(result).toMatchObject({
      ok: false,
      steps: [],
      drafts: ['visits.sql.draft', 'payments.sql.draft'],
    });
    expect(result.problems.map(({ table }: { table: string }) => table).sort()).toEqual([
      'branches',
      'payments',
      'visits',
    ]);
    expect(files.filter((name) => name.endsWith('.draft'))).toEqual([
      'payments.sql.draft',
      'visits.sql.draft',
    ]);
  });

  it('says what is too old without calling it a problem', async () => {
    const { code, stdout } = await check(GOOD_SOURCE, '--as-of', '2021-04-07');
    expect(code).toBe(0);
    expect(stdout).toContain(
      'too old: a run would end with INSUFFICIENT_DATA\n  visits: newest event 2021-03-04 (at most 31 days before the as-of)\n',
    );
    expect(stdout).not.toContain('purchases: newest');
  });

  it('refuses a source that is not there, and a day that is none', async () => {
    const missing = await check({}, '--source', '/nowhere');
    expect(missing).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('the source /nowhere does not exist'),
    });
    const day = await check(GOOD_SOURCE, '--as-of', '2021-02-30');
    expect(day).toMatchObject({
      code: 2,
      stderr: 'crosslift: invalid --as-of: 2021-02-30 (expected a day such as 2021-12-31)\n',
    });
  });

  it('lists what is wrong with the playbook among the problems', async () => {
    const files = {
      'acme.json': JSON.stringify({
        playbook: 'own.yaml',
        datasets: { sites: { pipeline: 'trial-conversion', source: '.' } },
      }),
      'own.yaml':
        'sender: { ko: 라운지, en: Lounge }\noptOut: { ko: 거부, en: Out }\nactions: [{ id: C1 }]\n',
    };
    const directory = await makeSource(files);
    const { code, stdout } = await run(['check', 'trial-conversion', '--source', directory, '--no-drafts'], {
      CROSSLIFT_CONFIG: join(directory, 'acme.json'),
    });
    expect(code).toBe(2);
    expect(stdout).toContain('own.yaml:3:11 actions[C1].title: Invalid input: expected string');
  });
});
