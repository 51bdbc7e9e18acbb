import { tmpdir } from 'node:os';
import { settingsOf } from '../models/contracts/project-config.ts';
import { RunInput } from '../models/contracts/run-input.ts';
import { SOURCE_TABLES } from '../models/contracts/tables/source-tables.ts';
import type { Config } from '../platform/config.ts';
import { type DuckDBSession, openSession } from '../platform/duckdb/session.ts';
import { UsageError } from '../platform/errors.ts';
import { loadRunPlaybooks } from '../platform/playbooks/load-playbook.ts';
import { loadProjectConfig } from '../platform/project-config.ts';
import { resolvePolicy } from '../platform/resolve-policy.ts';
import { chooseSource } from '../platform/source/choose-source.ts';
import { findTables } from '../platform/source/find-tables.ts';
import { dayAfterNewestEvent } from '../platform/source/newest-event.ts';
import { openSource } from '../platform/source/open-source.ts';
import { type DagName, pipelineOf } from '../workflows/steps.ts';
import { parseWish } from './parse-wish.ts';
import { pickGiven, type RequestOptions } from './request-options.ts';
import { resolveQuestion } from './resolve-question.ts';
import type { RunRequest } from './start-run.ts';

/** Fix what the run is called before it starts; the run itself records the rest. */
export async function resolveRequest(
  config: Config,
  dag: DagName,
  options: RequestOptions,
): Promise<RunRequest> {
  const pipeline = pipelineOf(dag);
  if (pipeline === 'propensity') return resolveQuestion(config, options);
  const foreign = (['id', 'label', 'time'] as const).filter((name) => options[name] !== undefined);
  if (foreign.length > 0)
    throw new UsageError(`${pipeline} takes no --${foreign.join(', --')} (they are of propensity alone)`);
  const { path, required } = config.projectConfig;
  const { config: project } = await loadProjectConfig(path, required);
  const { dataset, place } = chooseSource(pipeline, options, { config, project });
  // Wrong settings are told before any server is started; the run itself resolves them again.
  const { gate, timeZone, ...settings } = settingsOf(project, dataset);
  resolvePolicy(gate, options.set);
  await withSession(config, (session) => loadRunPlaybooks(pipeline, settings, async () => session));
  const given = { ...pickGiven(options), source: place, dataset };
  const wish = parseWish(RunInput, given);
  const tables = await findTables(await openSource(place, config), SOURCE_TABLES[pipeline], place);
  const asOf = wish.asOf ?? (await findAsOf(config, tables, timeZone));
  return { dag, dataset, asOf, input: { ...wish, asOf } };
}

async function findAsOf(
  config: Config,
  tables: Awaited<ReturnType<typeof findTables>>,
  timeZone: string,
): Promise<string> {
  return withSession(config, (session) => dayAfterNewestEvent(session, tables, { timeZone }));
}

async function withSession<Result>(
  config: Config,
  work: (session: DuckDBSession) => Promise<Result>,
): Promise<Result> {
  const session = await openSession({ ...config.duckdb, scratchDir: tmpdir() });
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}
