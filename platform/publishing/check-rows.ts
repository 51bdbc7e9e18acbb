import { STRATEGY_COLUMNS } from '../../models/contracts/strategy.ts';
import { CHANNEL_LIMITS } from '../../models/playbooks/channel-limits.ts';
import type { DuckDBSession } from '../duckdb/session.ts';

/** Whose rows they must be, and how many. */
export interface ExpectedRows {
  dataset: string;
  pipeline: string;
  rows: number;
}

/** What must hold of every row, as a condition on those that break it. */
const RULES: Readonly<Record<string, string>> = {
  'has an empty key': `strategy_id = '' or customer_id = '' or action_id = ''`,
  'is of another dataset or pipeline': 'dataset <> $dataset or pipeline <> $pipeline',
  'has an arm that there is not': `arm not in ('treatment', 'holdout')`,
  'ends before it begins': 'valid_to < valid_from',
  'says nothing': `trim(message_ko) = '' or trim(message_en) = '' or trim(channel) = ''`,
  'repeats the key of another': 'count(*) over (partition by strategy_id) > 1',
  'is a second one of its customer and action': 'count(*) over (partition by customer_id, action_id) > 1',
};

/** Texts that whoever sends them would cut or turn away. */
const LENGTH_RULES = Object.entries(CHANNEL_LIMITS).map(([channel, { most, unit }]) => {
  const lengthOf = (text: string) =>
    unit === 'characters'
      ? `length(${text})`
      : `(length(${text}) + length(regexp_replace(${text}, '[\\x00-\\x7F]', '', 'g')))`;
  const longest = `greatest(${lengthOf('message_ko')}, ${lengthOf('message_en')})`;
  return [
    `has a message of more than ${most} ${unit}, which ${channel} does not send`,
    `channel = '${channel}' and ${longest} > ${most}`,
  ] as const;
});

const NOT_NULL = STRATEGY_COLUMNS.map((name) => `${name} is not null`).join(' and ');

/**
 * Hold planned rows against the contract of a strategy row.
 * @param strategiesPath Parquet of both arms
 * @returns one problem per broken rule, with how many rows break it and one of them
 */
export async function checkRows(
  session: DuckDBSession,
  strategiesPath: string,
  { dataset, pipeline, rows }: ExpectedRows,
): Promise<string[]> {
  await session.viewParquet('checked', strategiesPath);
  const [counted] = await session.rows<{ rows: number; nulls: number }>(
    `select count(*)::integer as rows, (count(*) filter (not (${NOT_NULL})))::integer as nulls from checked`,
  );
  const problems: string[] = [];
  if (counted!.rows !== rows)
    problems.push(`${counted!.rows} rows were planned into the file (expected ${rows})`);
  if (counted!.nulls > 0) problems.push(`${counted!.nulls} rows have an empty column (expected none)`);
  for (const [fault, condition] of [...Object.entries(RULES), ...LENGTH_RULES]) {
    const [broken] = await session.rows<{ rows: number; example: string | null }>(
      `with judged as (select strategy_id, ${condition} as is_broken from checked)
       select (count(*) filter (is_broken))::integer as rows, min(strategy_id) filter (is_broken) as example from judged`,
      condition.includes('$') ? { dataset, pipeline } : {},
    );
    if (broken!.rows > 0) problems.push(`${broken!.rows} rows: strategy ${broken!.example} ${fault}`);
  }
  return problems;
}
