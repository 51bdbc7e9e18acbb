import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Argument, Command } from 'commander';
import { settingsOf } from '../models/contracts/project-config.ts';
import { CalendarDay } from '../models/contracts/run-input.ts';
import { SOURCE_TABLES, type SourceName } from '../models/contracts/tables/source-tables.ts';
import { listStaleTables, type StaleTable } from '../models/contracts/tables/stale-tables.ts';
import { loadConfig } from '../platform/config.ts';
import { type DuckDBSession, openSession } from '../platform/duckdb/session.ts';
import { UsageError } from '../platform/errors.ts';
import { loadRunPlaybooks } from '../platform/playbooks/load-playbook.ts';
import { loadProjectConfig } from '../platform/project-config.ts';
import { checkSinks } from '../platform/publishing/check-sinks.ts';
import { checkSource, type SourceReport } from '../platform/source/check-source.ts';
import { chooseSource } from '../platform/source/choose-source.ts';
import { type SourceSurvey, surveySource } from '../platform/source/find-tables.ts';
import { dayAfterLatest } from '../platform/source/newest-event.ts';
import { openSource } from '../platform/source/open-source.ts';
import { writeDrafts } from '../platform/source/write-drafts.ts';
import { STEPS } from '../workflows/steps.ts';
import { EXIT } from './command.ts';
import { formatCount, formatTable } from './format.ts';

interface CheckOptions {
  source?: string;
  asOf?: string;
  timeZone?: string;
  drafts: boolean;
  json?: boolean;
}

/** What `crosslift check` found; the object of `--json`. */
interface CheckResult extends SourceReport {
  pipeline: SourceName;
  source: string;
  ok: boolean;
  asOf: string | null;
  stale: StaleTable[];
  /** Steps that a run would take, in order. */
  steps: string[];
  /** Mapping drafts beside the files. */
  drafts: string[];
}

/** `crosslift check <pipeline>`: hold a source against its contract without running anything. */
export const checkCommand = new Command('check')
  .description('list everything that is wrong with a source, and draft mappings for what is missing')
  .addArgument(new Argument('<pipeline>').choices(Object.keys(SOURCE_TABLES)))
  .option('--source <dir>', 'directory of raw tables (default: the configured one, else the sample)')
  .option('--as-of <day>', 'the day a run would be for, YYYY-MM-DD (default: the day after the newest event)')
  .option(
    '--time-zone <name>',
    'zone that timestamps with an offset are turned into (default: the configured one)',
  )
  .option('--no-drafts', 'write no <table>.sql.draft for tables that are missing or lack columns')
  .option('--json', 'print JSON')
  .action(async (pipeline: SourceName, options: CheckOptions) => {
    const result = await check(pipeline, options);
    process.stdout.write(
      options.json === true ? `${JSON.stringify(toJson(result), null, 2)}\n` : describe(result),
    );
    if (!result.ok) process.exitCode = EXIT.usage;
  });

async function check(pipeline: SourceName, options: CheckOptions): Promise<CheckResult> {
  if (options.asOf !== undefined && !CalendarDay.safeParse(options.asOf).success)
    throw new UsageError(`invalid --as-of: ${options.asOf} (expected a day such as 2021-12-31)`);
  const config = loadConfig();
  const { config: project } = await loadProjectConfig(
    config.projectConfig.path,
    config.projectConfig.required,
  );
  const input = options.source === undefined ? {} : { source: options.source };
  const { dataset, place: source } = chooseSource(pipeline, input, { config, project });
  const settings = settingsOf(project, dataset);
  const timeZone = options.timeZone ?? settings.timeZone;
  const contracts = SOURCE_TABLES[pipeline];
  const directory = await openSource(source, config);
  const survey = await surveySource(directory, contracts);
  const scratch = await mkdtemp(join(tmpdir(), 'crosslift-check-'));
  const session = await openSession({ ...config.duckdb, scratchDir: scratch });
  try {
    const report = await checkSource(session, survey.tables, { timeZone, scratch });
    const playbook = await listPlaybookProblems(() =>
      loadRunPlaybooks(pipeline, settings, async () => session),
    );
    const sinks = (await checkSinks(settings.sinks)).map((text) => ({ table: 'sinks', text }));
    const problems = [...survey.problems, ...report.problems, ...playbook, ...sinks];
    const newest = Object.fromEntries(
      report.tables.flatMap(({ contract, newest: day }) => (day === undefined ? [] : [[contract.name, day]])),
    );
    const asOf = options.asOf ?? latestOf(Object.values(newest));
    return {
      ...report,
      problems,
      pipeline,
      source,
      ok: problems.length === 0,
      asOf,
      stale: asOf === null ? [] : listStaleTables(contracts, newest, asOf),
      steps: problems.length > 0 ? [] : stepsOf(pipeline),
      // Beside a copy nobody would find them.
      drafts:
        options.drafts && directory === source
          ? await draft(session, { source, survey, problems, pipeline })
          : [],
    };
  } finally {
    await session.close();
    await rm(scratch, { recursive: true, force: true });
  }
}

/** A playbook that is not usable is a problem like a bad table; it says itself what and where. */
async function listPlaybookProblems(load: () => Promise<unknown>): Promise<SourceReport['problems']> {
  try {
    await load();
    return [];
  } catch (error) {
    if (error instanceof UsageError) return [{ table: 'playbook', text: error.message }];
    throw error;
  }
}

function latestOf(days: ReadonlyArray<string | null>): string | null {
  return days.some((day) => day !== null) ? dayAfterLatest(days) : null;
}

function stepsOf(pipeline: SourceName): string[] {
  const steps = Object.entries(STEPS).find(([name]) => name === pipeline)?.[1] ?? [];
  return steps.map(({ name }) => name);
}

function draft(
  session: DuckDBSession,
  found: { source: string; survey: SourceSurvey; problems: SourceReport['problems']; pipeline: SourceName },
): Promise<string[]> {
  const tables = new Set(
    found.problems.filter(({ mappable }) => mappable === true).map(({ table }) => table),
  );
  const contracts = SOURCE_TABLES[found.pipeline].filter(({ name }) => tables.has(name));
  return writeDrafts(session, { directory: found.source, survey: found.survey }, contracts);
}

function toJson({ tables, ...rest }: CheckResult) {
  return {
    ...rest,
    tables: tables.map(({ contract, file, rows, good, bad, identical, newest }) => ({
      table: contract.name,
      file,
      rows,
      good,
      quarantined: bad,
      identical,
      newest,
    })),
  };
}

function describe(result: CheckResult): string {
  const { tables, problems, warnings, stale, drafts } = result;
  const lines = [
    formatTable(
      [
        ['table', 'file', 'rows', 'let in', 'quarantined', 'repeated', 'newest'],
        ...tables.map(({ contract, file, rows, good, bad, identical, newest }) => [
          contract.name,
          file,
          ...[rows, good, bad, identical].map(formatCount),
          newest ?? '',
        ]),
      ],
      [2, 3, 4, 5],
    ),
    ...section(
      `problems (${problems.length}): no run would start`,
      problems.map(({ text }) => text),
    ),
    ...section(
      'worth knowing',
      warnings.map(({ text }) => text),
    ),
    ...section('too old: a run would end with INSUFFICIENT_DATA', stale.map(describeStale)),
    ...section('drafts of mappings, to be filled in and renamed to .sql', drafts),
    '',
    result.ok ? describeRun(result) : `${result.source} breaks its contract`,
    '',
  ];
  return lines.join('\n');
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];
}

function describeStale({ table, newest, maxAgeDays }: StaleTable): string {
  return `${table}: newest event ${newest ?? 'none'} (at most ${maxAgeDays} days before the as-of)`;
}

function describeRun({ pipeline, source, asOf, steps }: CheckResult): string {
  const asOfFlag = asOf === null ? '' : ` --as-of ${asOf}`;
  const what = steps.length === 0 ? '' : `; it would run ${steps.join(' → ')}`;
  return `${source} keeps its contract. Run it: npx crosslift run ${pipeline} --source ${source}${asOfFlag}${what}`;
}
