import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ingestTable } from '../../../activities/propensity/ingest-table.ts';
import { buildCp949Table } from '../../../platform/source/cp949.ts';
import { surveyTableFile } from '../../../platform/source/table/survey-table-file.ts';
import { openTestSession } from '../../platform/duckdb/open-test-session.ts';
import { createServices, runStep } from '../../support/step-harness.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';

const QUESTION = { id: 'id', label: 'paid', time: null };
const CSV = `id,paid,나이,plan,since,code,note
1,1,31.5,"a, b",2021-01-31,007,x
2,0,,"say ""hi""",2021-02-28,010,
3,,NA,가나,,,z
4,true,45,,2021-03-01 09:30:00,070,z
`;
/** Those rows as they should be read. */
const ROWS = [
  { id: '1', paid: 1, 나이: 31.5, plan: 'a, b', since: '2021-01-31 00:00:00', code: '007', note: 'x' },
  { id: '2', paid: 0, 나이: null, plan: 'say "hi"', since: '2021-02-28 00:00:00', code: '010', note: null },
  { id: '3', paid: null, 나이: null, plan: '가나', since: null, code: null, note: 'z' },
  { id: '4', paid: 1, 나이: 45, plan: null, since: '2021-03-01 09:30:00', code: '070', note: 'z' },
];

/** Read a file of this name and content as the run would. */
async function ingest(name: string, content: string | Buffer, columns = QUESTION) {
  const directory = makeTemporaryDirectory();
  const path = join(directory, name);
  writeFileSync(path, content);
  return ingestPath(path, columns);
}

async function ingestPath(
  path: string,
  columns: { id: string; label: string; time: string | null } = QUESTION,
) {
  const directory = makeTemporaryDirectory();
  const session = await openTestSession();
  const options = { timeZone: 'Asia/Seoul', scratch: directory };
  const { file } = await surveyTableFile(session, { path, columns }, options);
  const services = createServices(join(directory, 'state'));
  const { artifacts, metrics } = await runStep(ingestTable, services, {
    step: 'ingest-table',
    params: { path, digest: file.digest, columns, timeZone: options.timeZone },
  });
  const typed = services.store.locate(artifacts.features);
  return { metrics, rows: await session.rows('from read_parquet($typed)', { typed }) };
}

function encodeCp949(text: string): Buffer {
  const codes = new Map([...buildCp949Table()].map((unit, code) => [unit, code]));
  return Buffer.from(
    [...text].flatMap((character) => {
      const unit = character.charCodeAt(0);
      const code = codes.get(unit) ?? 0;
      return unit < 0x80 ? [unit] : [code >> 8, code & 0xff];
    }),
  );
}

describe('every kind of file', () => {
  it.each<[string, string, string | Buffer]>([
    ['CSV', 'q.csv', CSV],
    ['CSV with a byte-order mark and Windows line ends', 'q.csv', `\uFEFF${CSV.replaceAll('\n', '\r\n')}`],
    ['CSV that an old program wrote in CP949', 'q.csv', encodeCp949(CSV)],
    ['packed CSV', 'q.csv.gz', gzipSync(CSV)],
    [
      'JSON lines',
      'q.jsonl',
      ROWS.map((row) => JSON.stringify(row.id === '4' ? { ...row, paid: true } : row)).join('\n'),
    ],
  ])('%s is read alike', async (_, name, content) => {
    expect((await ingest(name, content)).rows).toEqual(ROWS);
  });

  it('Parquet keeps its types', async () => {
    const directory = makeTemporaryDirectory();
    const path = join(directory, 'q.parquet');
    const session = await openTestSession();
    await session.run(
      `copy (
         select * from (values
           (1::bigint, true, 31.5::double, 'a, b', timestamp '2021-01-31 00:00:00', '007', 'x'),
           (2, false, null, 'say "hi"', timestamp '2021-02-28 00:00:00', '010', null),
           (3, null, null, '가나', null, null, 'z'),
           (4, true, 45, null, timestamp '2021-03-01 09:30:00', '070', 'z')
         ) as rows(id, paid, "나이", plan, since, code, note)
       ) to $path (format parquet)`,
      { path },
    );
    expect((await ingestPath(path)).rows).toEqual(ROWS);
  });
});

describe('what a column is', () => {
  it('follows most of its values; the strange ones are missing', async () => {
    const values = Array.from({ length: 200 }, (_, row) => (row === 7 ? 'unknown' : String(row)));
    const csv = ['id,paid,x', ...values.map((value, row) => `${row},${row % 2},${value}`)].join('\n');
    const { rows } = await ingest('q.csv', csv);
    expect((rows as Array<{ x: number | null }>).map(({ x }) => x)).toEqual(
      values.map((value) => (value === 'unknown' ? null : Number(value))),
    );
  });

  it('knows days without separators, moments with an offset, and stand-ins for no day', async () => {
    const { rows } = await ingest(
      'q.csv',
      'id,paid,day,at,until\n1,1,20210131,2021-01-31T00:00:00Z,9999-12-31\n2,0,20210228,2021-02-28T15:00:00+09:00,2021-01-01\n',
    );
    expect(rows).toMatchObject([
      { day: '2021-01-31 00:00:00', at: '2021-01-31 09:00:00', until: null },
      { day: '2021-02-28 00:00:00', at: '2021-02-28 15:00:00', until: '2021-01-01 00:00:00' },
    ]);
  });
});

it('leaves out lines that are no rows as long as they are few, and counts them', async () => {
  const lines = Array.from({ length: 300 }, (_, row) => `${row},${row % 2},a`);
  const { metrics } = await ingest('q.csv', `id,paid,x\n${lines.join('\n')}\n1,2\n`);
  expect(metrics).toMatchObject({ rows: 300, refused_lines: 1 });
});
