import { type Audience, audienceCondition } from '../../models/playbooks/audience-query.ts';
import type { DuckDBSession } from '../duckdb/session.ts';
import { parseSelect } from '../sql/parse-select.ts';

const PARAMETERS = ['as_of'];

/**
 * Hold the condition of an audience against the marts without reading a row.
 * @param session one that `openMarts` filled
 * @param unstable names of functions that answer differently on each run
 * @throws Error that says what is wrong with it
 */
export async function checkAudience(
  session: DuckDBSession,
  written: string,
  { audience, unstable }: { audience: Audience; unstable: ReadonlySet<string> },
): Promise<void> {
  const marts = audience.marts.map((mart) => `marts.${mart}`);
  const condition = audienceCondition(written, audience);
  const { references, parameters, canonical } = await parseSelect(session, `select ${condition}`, unstable);
  const { statements } = JSON.parse(canonical) as {
    statements: Array<{ node: { type: string; select_list?: unknown[] } }>;
  };
  const [node] = statements.map((statement) => statement.node);
  if (statements.length !== 1 || node?.type !== 'SELECT_NODE' || node.select_list?.length !== 1)
    throw new Error('not one condition (expected a boolean expression, or one SELECT of ids)');
  const foreign = references.find((reference) => !marts.includes(reference));
  if (foreign !== undefined) throw new Error(`reads ${foreign} (an audience may read ${marts.join(', ')})`);
  const unknown = parameters.find((name) => !PARAMETERS.includes(name));
  if (unknown !== undefined) throw new Error(`no parameter $${unknown} (there is $as_of)`);
  const { columns } = await session.describe(`select ${condition} as is_member\n${audience.from}`);
  const type = columns[0]?.type;
  if (type !== 'BOOLEAN') throw new Error(`is ${type}, not a condition (expected true or false)`);
}
