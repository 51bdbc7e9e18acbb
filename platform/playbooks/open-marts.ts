import { SOURCE_TABLES } from '../../models/contracts/tables/source-tables.ts';
import { SQL_TYPES } from '../../models/contracts/tables/typed-sql.ts';
import { AUDIENCE_MARTS } from '../../models/playbooks/audience-query.ts';
import { quoteName } from '../duckdb/quote-name.ts';
import type { DuckDBSession } from '../duckdb/session.ts';
import { buildModels } from '../sql/build-models.ts';
import type { SqlProject } from '../sql/sql-model.ts';

/** Any day will do: the tables have no row. */
const PARAMS = { as_of: { date: '2000-01-01' }, horizon_days: 1 };

/** Fill a session with the trial's marts as they would be built from a source without rows. */
export async function openMarts(session: DuckDBSession, project: SqlProject): Promise<void> {
  await session.run('create schema if not exists raw');
  for (const { name, columns } of SOURCE_TABLES['trial-conversion']) {
    const definitions = Object.entries(columns).map(
      ([column, { type }]) => `${quoteName(column)} ${SQL_TYPES[type]}`,
    );
    await session.run(`create or replace table ${quoteName(`raw.${name}`)} (${definitions.join(', ')})`);
  }
  await buildModels(session, project, {
    targets: AUDIENCE_MARTS.map((mart) => `marts.${mart}`),
    params: PARAMS,
  });
  await session.run('create or replace table candidates (place integer, user_id varchar, point varchar)');
}
