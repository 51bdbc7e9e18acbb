import { quoteName } from '../duckdb/quote-name.ts';
import type { DuckDBSession } from '../duckdb/session.ts';
import type { SqlModel } from './sql-model.ts';

/** @throws Error with an example when rows of the built model share their grain or lack a part of it */
export async function checkGrain(session: DuckDBSession, model: SqlModel): Promise<void> {
  const columns = model.grain.map(quoteName).join(', ');
  const missing = model.grain.map((column) => `${quoteName(column)} is null`).join(' or ');
  const [example] = await session.rows<{ breaches: number }>(
    `select ${columns}, count(*) as copies, count(*) over () as breaches from ${quoteName(model.name)}
    group by ${columns} having count(*) > 1 or ${missing} order by ${columns} limit 1`,
  );
  if (!example) return;
  const { breaches, ...row } = example;
  throw new Error(
    `grain ${model.grain.join(', ')} is broken ${breaches} times (expected unique and not null), ` +
      `such as ${JSON.stringify(row)}`,
  );
}
