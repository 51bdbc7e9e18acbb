import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { artifactKey } from '../../../models/artifact-key.ts';
import type { StepCall } from '../../../models/contracts/step.ts';
import { PROJECT_ROOT } from '../../../platform/config.ts';
import { loadModels } from '../../../platform/sql/load-models.ts';
import { digestModules } from '../../../platform/steps/code-version.ts';
import type { SqlUse } from '../../../platform/steps/define-step.ts';
import { codeVersion, digestSql, keyParts, type StepCode } from '../../../platform/steps/step-key.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';

const MODULE = 'activities/affiliate/build-tables.ts';
const step: StepCode = { module: pathToFileURL(join(PROJECT_ROOT, MODULE)).href, libraries: ['duckdb'] };
const call: StepCall = {
  step: 'build-tables',
  pipeline: 'affiliate-expansion',
  dataset: 'shop',
  effect: 'pure',
  params: { asOf: '2021-12-15', seed: 1 },
  inputs: { visits: { uri: 'store:artifacts/a/b/c/visits.parquet', digest: 'a1', rows: 3 } },
};
const keyOf = async (change: Partial<StepCall>) => artifactKey(await keyParts(step, { ...call, ...change }));

describe('the parts of a key', () => {
  it('are what the result depends on, and no more', async () => {
    expect(await keyParts(step, call)).toEqual({
      step: 'build-tables',
      code: await codeVersion(step),
      params: call.params,
      libraries: { duckdb: expect.stringMatching(/^v?\d+\.\d+\.\d+/) },
      inputs: { visits: 'a1' },
    });
  });

  it.each<[string, Partial<StepCall>]>([
    ['the dataset', { dataset: 'store' }],
    ['where an input is kept', { inputs: { visits: { uri: 'store:elsewhere', digest: 'a1', rows: 3 } } }],
    ['the order of parameters', { params: { seed: 1, asOf: '2021-12-15' } }],
    ['an absent force token', { force: undefined }],
  ])('do not move with %s', async (_, change) => {
    expect(await keyOf(change)).toBe(await keyOf({}));
  });

  it.each<[string, Partial<StepCall>]>([
    ['a parameter', { params: { asOf: '2021-12-16', seed: 1 } }],
    ["an input's bytes", { inputs: { visits: { ...call.inputs.visits!, digest: 'a2' } } }],
    ['a force token', { force: 'again' }],
    ['the name of the step', { step: 'audit-tables' }],
  ])('move with %s', async (_, change) => {
    expect(await keyOf(change)).not.toBe(await keyOf({}));
  });
});

describe('the code version of a step', () => {
  it('counts its SQL and the modules of its child processes beside its own', async () => {
    const versions = await Promise.all([
      codeVersion(step),
      codeVersion({ ...step, sql: { folder: 'affiliate' } }),
      codeVersion({ ...step, sql: { folder: 'affiliate', targets: ['marts.affiliates'] } }),
      codeVersion({ ...step, tasks: ['activities/training/fit-next-affiliate.ts'] }),
    ]);
    expect(new Set(versions).size).toBe(4);
  });

  it('does not count the versions of its libraries, which are a part of their own', async () => {
    expect(await codeVersion({ ...step, libraries: ['duckdb', 'tensorflow'] })).toBe(await codeVersion(step));
  });

  it('rests on the digest of its modules', async () => {
    const moved = {
      ...step,
      module: pathToFileURL(join(PROJECT_ROOT, 'activities/affiliate/decide-release.ts')).href,
    };
    expect(await digestModules([MODULE])).not.toBe(
      await digestModules(['activities/affiliate/decide-release.ts']),
    );
    expect(await codeVersion(moved)).not.toBe(await codeVersion(step));
  });
});

describe('the digest of the SQL of a step', () => {
  const VISITS = 'intermediate/int_visits.sql';
  const AUDIT = 'audits/nothing_after_as_of.sql';
  const CANARY = 'canaries/delete_after/trial_access_log.sql';

  /** Digest of SQL of the project, that of affiliates unless named, after this change of one file. */
  async function digestAfter(
    { folder: domain = 'affiliate', ...use }: Partial<SqlUse>,
    change?: { file: string; edit: (sql: string) => string },
  ): Promise<string> {
    const folder = join(makeTemporaryDirectory(), domain);
    cpSync(join(PROJECT_ROOT, 'sql', domain), folder, { recursive: true });
    if (change !== undefined) {
      const path = join(folder, change.file);
      const sql = readFileSync(path, 'utf8');
      writeFileSync(path, change.edit(sql));
      expect(readFileSync(path, 'utf8')).not.toBe(sql);
    }
    return digestSql(await loadModels(folder), use);
  }

  const comment = (sql: string) => `${sql}-- a remark\n`;
  const layout = (sql: string) => sql.replaceAll('\n', '\n  ').replaceAll('\n  --', '\n--');
  const limit = (sql: string) => `${sql.trimEnd()}\nlimit 1000000\n`;

  it.each([
    ['a comment', comment],
    ['layout', layout],
  ])('does not move with %s', async (_, edit) => {
    expect(await digestAfter({}, { file: VISITS, edit })).toBe(await digestAfter({}));
  });

  it('moves with a changed query, its own or one it reads', async () => {
    expect(await digestAfter({}, { file: VISITS, edit: limit })).not.toBe(await digestAfter({}));
    const use = { targets: ['marts.customers'] };
    expect(await digestAfter(use, { file: VISITS, edit: limit })).not.toBe(await digestAfter(use));
  });

  it('does not move with a query that its targets do not read', async () => {
    const use = { targets: ['marts.affiliates'] };
    const unread = { file: 'marts/customers.sql', edit: limit };
    expect(await digestAfter(use, unread)).toBe(await digestAfter(use));
  });

  it('counts the audits only where the step runs them', async () => {
    const change = { file: AUDIT, edit: limit };
    expect(await digestAfter({ targets: [] }, change)).toBe(await digestAfter({ targets: [] }));
    const use = { targets: [], audits: true };
    expect(await digestAfter(use, change)).not.toBe(await digestAfter(use));
    expect(await digestAfter(use, { file: AUDIT, edit: comment })).toBe(await digestAfter(use));
  });

  it('counts the canaries only where the step runs them', async () => {
    const change = { file: CANARY, edit: limit };
    const unused = { folder: 'trial', targets: [] };
    expect(await digestAfter(unused, change)).toBe(await digestAfter(unused));
    const use = { ...unused, canaries: true };
    expect(await digestAfter(use, change)).not.toBe(await digestAfter(use));
    expect(await digestAfter(use, { file: CANARY, edit: comment })).toBe(await digestAfter(use));
  });
});
