import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { resolvePropensity } from '../../../activities/propensity/resolve-propensity.ts';
import { exitCodeOf } from '../../../cli/command.ts';
import { createServices, runStep } from '../../support/step-harness.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';
import { prepareQuestion } from './run-propensity-steps.ts';

const COLUMNS = { id: 'id', label: 'paid' };
const GOOD = 'id,paid,at,x\n1,1,2021-01-01,3\n2,0,2021-01-02,4\n3,,2021-01-03,5\n';

/** The message and the exit code of a run on a file of this content. */
async function refuse(content: string | Buffer, change: object = {}, name = 'q.csv') {
  const directory = makeTemporaryDirectory();
  const source = join(directory, name);
  writeFileSync(source, content);
  const input = { source, ...COLUMNS, ...change };
  return expectRefusal(() => prepareQuestion(createServices(join(directory, 'state')), input));
}

async function expectRefusal(run: () => Promise<unknown>) {
  const error = await run().then(
    () => undefined,
    (failure: unknown) => failure,
  );
  expect(error).toBeInstanceOf(Error);
  expect(exitCodeOf(error)).toBe(2);
  return (error as Error).message;
}

describe('a table that breaks its contract', () => {
  it.each<[string, string | Buffer, object, RegExp]>([
    [
      'a label that is neither',
      GOOD.replace('2,0', '2,maybe'),
      {},
      /q\.csv: label column paid: 1 of 3 rows has neither 0 nor 1; first: row 2, "maybe" \(write 1 or 0/,
    ],
    [
      'a row without an id',
      GOOD.replace('2,0', ',0'),
      {},
      /id column id: 1 of 3 rows has no id; first: row 2, nothing/,
    ],
    [
      'a row without a time',
      GOOD.replace('2021-01-02', 'soon'),
      { time: 'at' },
      /time column at: 1 of 3 rows has no day or moment; first: row 2, "soon"/,
    ],
    [
      'a missing column',
      GOOD,
      { label: 'bought' },
      /no column bought, which was to be the label \(it has id, paid, at, x\)/,
    ],
    ['one column for two things', GOOD, { label: 'id' }, /column id cannot be both id and label/],
    ['a header only', 'id,paid,x\n', {}, /q\.csv has a header but no rows/],
    ['an empty file', '', {}, /q\.csv is empty/],
    ['a binary file', '\u0000\u0001\u0002', {}, /q\.csv is binary/],
    ['lines that are no rows', 'id,paid,x\n1,1,2\n2,0\n3,1\n', {}, /q\.csv: 2 of 3 lines have too few cells/],
    ['a day to stop at where rows have no time', GOOD, { asOf: '2021-01-02' }, /--time COL/],
  ])('%s', async (_, content, change, message) => {
    expect(await refuse(content, change)).toMatch(message);
  });

  it('lists all that is wrong with id, label and time at once', async () => {
    const message = await refuse('id,paid,at\n,maybe,soon\n1,1,2021-01-01\n', { time: 'at' });
    expect(message.split('\n')).toHaveLength(3);
  });

  it('a truncated gzip file', async () => {
    const packed = gzipSync(GOOD.repeat(200));
    expect(await refuse(packed.subarray(0, packed.length - 20), {}, 'q.csv.gz')).toMatch(
      /q\.csv\.gz is not a whole gzip file/,
    );
  });

  it('no such file, a directory, and a file of another kind', async () => {
    const directory = makeTemporaryDirectory();
    const services = createServices(join(directory, 'state'));
    const resolve = (source: string) =>
      expectRefusal(() => prepareQuestion(services, { source, ...COLUMNS }));
    expect(await resolve(join(directory, 'none.csv'))).toMatch(/does not exist \(expected a file: \.csv/);
    mkdirSync(join(directory, 'tables'));
    expect(await resolve(join(directory, 'tables'))).toMatch(/is a directory \(expected one file/);
    writeFileSync(join(directory, 'q.xlsx'), 'x');
    expect(await resolve(join(directory, 'q.xlsx'))).toMatch(/unknown kind \(expected \.csv/);
  });
});

describe('an input that is no question', () => {
  it.each<[string, unknown, RegExp]>([
    ['nothing', undefined, /expected \{"source": FILE, "id": COLUMN, "label": COLUMN\}/],
    ['an empty object', {}, /source.*id.*label/s],
    ['a name that means nothing', { source: 'q.csv', ...COLUMNS, target: 'x' }, /target/],
    ['a text', 'q.csv', /expected \{"source": FILE/],
    ['a column that is no name', { source: 'q.csv', id: 3, label: 'paid' }, /id/],
  ])('fails at once and says what is allowed: %s', async (_, input, message) => {
    const services = createServices(makeTemporaryDirectory());
    const params = { pipeline: 'propensity' as const, input };
    expect(
      await expectRefusal(() => runStep(resolvePropensity, services, { step: 'resolve-input', params })),
    ).toMatch(message);
  });
});
