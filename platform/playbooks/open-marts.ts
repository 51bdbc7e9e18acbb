import type { BusinessCase } from '../../models/contracts/pipeline.ts';
import { SOURCE_TABLES } from '../../models/contracts/tables/source-tables.ts';
import { SQL_TYPES } from '../../models/contracts/tables/typed-sql.ts';
import { quoteName } from '../duckdb/quote-name.ts';
import type { DuckDBSession } from '../duckdb/session.ts';
import { buildModels } from '../sql/build-models.ts';
import { loadSqlProject } from '../steps/sql-projects.ts';
import type { PlaybookKind } from './playbook-kinds.ts';

/** Fill a session with the marts of a playbook's audiences as they would be built from a source without rows. */
export async function openMarts(
  session: DuckDBSession,
  pipeline: BusinessCase,
  { sql, audience, params, others }: Omit<PlaybookKind, 'schema' | 'shipped'>,
): Promise<void> {
  const project = await loadSqlProject(sql);
  await createRawTables(session, pipeline);
  const built = new Set(project.models.map(({ name }) => name));
  const targets = audience.marts.map((mart) => `marts.${mart}`).filter((name) => built.has(name));
  await buildModels(session, project, { targets, params });
  for (const [name, columns] of Object.entries(others))
    await session.run(`create or replace table ${quoteName(name)} (${columns})`);
}

/** Create the raw tables of a pipeline without rows, typed as a source's are. */
export async function createRawTables(session: DuckDBSession, pipeline: BusinessCase): Promise<void> {
  await session.run('create schema if not exists raw');
  for (const { name, columns } of SOURCE_TABLES[pipeline]) {
    const definitions = Object.entries(columns).map(
      ([column, { type }]) => `${quoteName(column)} ${SQL_TYPES[type]}`,
    );
    await session.run(`create or replace table ${quoteName(`raw.${name}`)} (${definitions.join(', ')})`);
  }
}
