import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { SOURCE_TABLES, type SourceName } from '../../../models/contracts/tables/source-tables.ts';
import { checkSource, type SourceReport } from '../../../platform/source/check-source.ts';
import { surveySource } from '../../../platform/source/find-tables.ts';
import { openTestSession } from '../duckdb/open-test-session.ts';

/** Files by name; `undefined` leaves one of the good ones out. */
export type SourceFiles = Readonly<Record<string, string | Buffer | undefined>>;

/** A source that keeps the affiliate contract: two customers, three purchase lines. */
export const GOOD_SOURCE = {
  'DEMO.csv': 'cust,ma_fem_dv,ages,zon_hlv\nM1,여성,30대,Z01\nM2,,,\n',
  'PD_CLAC.csv': 'pd_c,pd_nm,clac_hlv_nm,clac_mcls_nm\nP1,Milk,Dairy,Milk\nP2,Bread,Bakery,Bread\n',
  'BR.csv': 'br_c,cop_c,zon_hlv,zon_mcls\nA010001,A01,Z01,Z01001\n',
  'PDDE.csv': [
    'cust,rct_no,chnl_dv,cop_c,br_c,pd_c,de_dt,de_hr,buy_am,buy_ct',
    'M1,R1,1,A01,A010001,P1,20210305,9,1500.0,1',
    'M1,R1,1,A01,A010001,P2,20210305,9,2500.0,2',
    'M2,R2,2,A01,,P1,20210306,23,900.0,1',
    '',
  ].join('\n'),
  'COP_U.csv':
    'cust,rct_no,cop_c,br_c,chnl_dv,de_dt,vst_dt,de_hr,buy_am\nM1,V1,E01,,2,20210304,20210310,11,35000\n',
  'LPAY.csv': 'cust,rct_no,cop_c,chnl_dv,de_dt,de_hr,buy_am\nM2,L1,L00,2,20210306,20,12000\n',
} satisfies SourceFiles;

/** A directory of files that vanishes with the test. */
export async function makeSource(files: SourceFiles): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'crosslift-source-test-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  for (const [name, content] of Object.entries(files))
    if (content !== undefined) await writeFile(join(directory, name), content);
  return directory;
}

/** What is found in a source, with the rows that were let in and those that were not. */
export interface TestReport extends SourceReport {
  /** Texts of all problems. */
  texts: string[];
  accepted: Record<string, Array<Record<string, unknown>>>;
  quarantine: Array<Record<string, unknown>>;
}

/** Read files as the source of a pipeline. */
export async function readSource(
  files: SourceFiles,
  pipeline: SourceName = 'affiliate-expansion',
  { timeZone = 'Asia/Seoul' } = {},
): Promise<TestReport> {
  const directory = await makeSource(files);
  const scratch = await makeSource({});
  const session = await openTestSession();
  const survey = await surveySource(directory, SOURCE_TABLES[pipeline]);
  const accepted: TestReport['accepted'] = {};
  const report = await checkSource(session, survey.tables, {
    timeZone,
    scratch,
    async onAccepted({ contract }) {
      accepted[contract.name] = await session.rows(
        `select ${Object.keys(contract.columns).join(', ')} from checked where problem is null order by all`,
      );
    },
  });
  const problems = [...survey.problems, ...report.problems];
  const quarantine = await session.rows<Record<string, unknown>>(
    'from quarantine order by table_name, source_row',
  );
  return { ...report, problems, texts: problems.map(({ text }) => text), accepted, quarantine };
}

/** Bytes of a Parquet file with the rows of a query. */
export async function writeParquet(query: string): Promise<Buffer> {
  const path = join(await makeSource({}), 'table.parquet');
  const session = await openTestSession();
  await session.run(`copy (${query}) to $path (format parquet)`, { path });
  return readFile(path);
}
