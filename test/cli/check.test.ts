import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { GOOD_SOURCE, makeSource, type SourceFiles } from '../platform/source/make-source.ts';
import { BUCKET_READER, startBucket } from '../support/start-bucket.ts';
import { makeTemporaryDirectory } from '../support/temporary-directory.ts';

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

  it('reads a bucket as it reads a directory, and drafts nothing beside a copy', async () => {
    const objects = { ...GOOD_SOURCE, 'LPAY.csv': 'cust,rct_no\n' };
    const bucket = await startBucket(
      Object.fromEntries(Object.entries(objects).map(([name, text]) => [`shop/${name}`, text])),
    );
    onTestFinished(() => bucket.stop());
    const environment = {
      ...BUCKET_READER,
      AWS_ENDPOINT_URL_S3: bucket.url,
      CROSSLIFT_STATE: makeTemporaryDirectory(),
    };
    const command = ['check', 'affiliate-expansion', '--source', 's3://acme/shop'];
    const { code, stdout } = await run([...command, '--json'], environment);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ source: 's3://acme/shop', drafts: [] });
    bucket.objects.set('shop/LPAY.csv', GOOD_SOURCE['LPAY.csv']);
    expect((await run(command, environment)).stdout).toContain(
      's3://acme/shop keeps its contract. Run it: npx crosslift run affiliate-expansion --source s3://acme/shop --as-of 2021-03-07',
    );
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

  /** Check a dataset `sites` whose folder has its configuration, too. */
  const checkConfigured = async (config: object, files: SourceFiles = {}) => {
    const datasets = { sites: { pipeline: 'trial-conversion', source: '.' } };
    const directory = await makeSource({ ...files, 'acme.json': JSON.stringify({ ...config, datasets }) });
    return run(['check', 'trial-conversion', '--source', directory, '--no-drafts'], {
      CROSSLIFT_CONFIG: join(directory, 'acme.json'),
    });
  };

  it('lists what is wrong with the playbook among the problems, whatever a message breaks included', async () => {
    const own = `
sender: { ko: 라운지, en: Lounge }
optOut: { ko: 앱 설정, en: app settings }
actions:
  - id: C2
    title: Long and unfilled
    trigger: registration
    who: everybody
    moments: [registration]
    channel: sms
    offer: { kind: plan, text: a plan, plan: monthly }
    validDays: 3
    messages:
      ko: 오늘 결제하시면 첫 달을 할인해 드리고, 다음 달까지 모든 지점의 라운지를 마음껏 이용하실 수 있습니다.
      en: 'Pay today, {nick}'
`;
    const { code, stdout } = await checkConfigured({ playbook: 'own.yaml' }, { 'own.yaml': own });
    const bare = own.replace('title: Long and unfilled', 'title: 7');
    const typed = await checkConfigured({ playbook: 'own.yaml' }, { 'own.yaml': bare });
    expect(typed.stdout).toMatch(/own\.yaml:6:\d+ actions\[C2\]\.title: Invalid input: expected string/);
    expect(code).toBe(2);
    expect(stdout).toMatch(
      /own\.yaml:15:\d+ actions\[C2\]\.messages\.en: \{nick\} is not known here \(expected \{/,
    );
    expect(stdout).toMatch(
      /own\.yaml:14:\d+ actions\[C2\]\.messages\.ko: \d+ bytes .* \(expected at most 90 by sms\)/,
    );
  });

  it('lists what keeps sinks from getting anything, and refuses an address that is none', async () => {
    const webhook = { kind: 'webhook', secret: { env: 'NO_SUCH_SECRET' } };
    const { code, stdout } = await checkConfigured({
      sinks: {
        crm: { ...webhook, url: 'https://crm.invalid/offers' },
        erp: { ...webhook, url: 'http://10.0.0.1/offers', secret: { file: 'nowhere' } },
      },
    });
    expect(code).toBe(2);
    expect(stdout).toContain('the sink crm has no secret: the variable NO_SUCH_SECRET is empty');
    expect(stdout).toContain('the sink crm: https://crm.invalid/offers resolves to nothing');
    expect(stdout).toContain(
      'the sink erp: http://10.0.0.1/offers is at 10.0.0.1, a private or link-local address',
    );
    expect(stdout).toMatch(/the sink erp has no secret: .*nowhere/);

    const wrong = await checkConfigured({
      sinks: { crm: { ...webhook, url: 'ftp://me:hidden@crm.example.com' } },
    });
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toMatch(
      /acme\.json is not usable:\n {2}sinks\.crm\.url: it begins with ftp: \(expected an address/,
    );
    expect(wrong.stderr).not.toContain('hidden');
  });
});
