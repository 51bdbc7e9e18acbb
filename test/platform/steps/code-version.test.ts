import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../../../platform/config.ts';
import { digestModules } from '../../../platform/steps/code-version.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';

const STEP = 'activities/affiliate/evaluate-next-affiliate.ts';
/** It imports this through models/metrics/next-affiliate-metrics.ts. */
const METRIC = 'models/metrics/macro-f1.ts';
/** It writes its file through this. */
const FORMAT = 'platform/matrices/prediction-file.ts';
const RUNTIME = 'platform/steps/define-step.ts';

let root: string;
let before: string;

/** A project of this repository's own files, so that what is shown holds for real steps. */
beforeEach(async () => {
  root = makeTemporaryDirectory();
  for (const folder of ['activities', 'models', 'platform']) {
    cpSync(join(PROJECT_ROOT, folder), join(root, folder), { recursive: true });
  }
  before = await digestModules([STEP], root);
});

/** Digest of the step after this text of a file has become that one. */
async function digestAfter(file: string, text: string, replacement: string): Promise<string> {
  const path = join(root, file);
  const content = readFileSync(path, 'utf8');
  expect(content).toContain(text);
  writeFileSync(path, content.replaceAll(text, replacement));
  return digestModules([STEP], root);
}

describe('the code version of a step stays', () => {
  it('the same from call to call, as a sha256', async () => {
    expect(before).toMatch(/^[0-9a-f]{64}$/);
    expect(await digestModules([STEP], root)).toBe(before);
  });

  it('the same in another directory', async () => {
    expect(await digestModules([STEP])).toBe(before);
  });

  it.each([
    ['a comment', METRIC, 'let sum = 0;', '// The sum so far, zzzz zzzz zzzz.\n  let sum = 0;'],
    ['a doc comment', METRIC, '/**\n', '/**\n * Zzz.\n'],
    ['whitespace', METRIC, 'let sum = 0;', '\n\n      let sum   =   0;\n'],
    ['quotes', STEP, "'evaluation.arrow'", '"evaluation.arrow"'],
    ['a type annotation', METRIC, 'let sum = 0;', 'let sum: number = 0;'],
    [
      'an interface of its own',
      METRIC,
      '/**\n',
      'interface Zzzzzzzzzzzz { readonly qqqqqqqqqqqqqq: string; readonly zzzzzzzz: number }\n/**\n',
    ],
    ['an import of types', METRIC, 'import type', "import type { Matrix } from '../matrix.ts';\nimport type"],
    [
      'a change of what only carries the step out',
      RUNTIME,
      'return definition;',
      'return { ...definition };',
    ],
  ])('after %s', async (_, file, text, replacement) => {
    expect(await digestAfter(file, text, replacement)).toBe(before);
  });

  it('when a module that it does not import changes', async () => {
    const path = join(root, 'models/playbooks/arms.ts');
    writeFileSync(path, readFileSync(path, 'utf8').replace('2 ** 48', '2 ** 47'));
    expect(await digestModules([STEP], root)).toBe(before);
  });
});

describe('the code version of a step moves with', () => {
  it.each([
    ['an expression of its own', STEP, 'progress(0.5', 'progress(0.6'],
    ['a text of its own', STEP, "'evaluation.arrow'", "'evaluations.arrow'"],
    ['an expression of a module that it imports', METRIC, '(2 * hits)', '(3 * hits)'],
    ['a constant far down', 'models/metrics/wilson-interval.ts', '1.95996', '1.95997'],
    ['a name, which is safe though nothing else changed', METRIC, 'sum', 'total'],
    ['the format of a file that it writes', FORMAT, ':any`', ':some`'],
    ['a module that it no longer imports', METRIC, 'if (support <= 0) continue;', ''],
  ])('%s', async (_, file, text, replacement) => {
    expect(await digestAfter(file, text, replacement)).not.toBe(before);
  });
});

it('counts every entry point, in any order', async () => {
  const task = 'activities/training/fit-next-affiliate.ts';
  const both = await digestModules([STEP, task], root);
  expect(both).not.toBe(before);
  expect(await digestModules([task, STEP], root)).toBe(both);
});

it('fails where a module is missing', async () => {
  await expect(digestModules(['activities/absent.ts'], root)).rejects.toThrow('activities/absent.ts');
});

it('names both modules when the same text stands in two files', async () => {
  for (const file of ['activities/one.ts', 'activities/two.ts']) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), 'export const answer = 42;\n');
  }
  expect(await digestModules(['activities/one.ts'], root)).not.toBe(
    await digestModules(['activities/two.ts'], root),
  );
});
