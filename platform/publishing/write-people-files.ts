import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ActionCounts, summariseActions } from '../../models/publishing/summarise-actions.ts';
import { toPeopleCsv } from '../../models/publishing/to-people-csv.ts';
import type { DuckDBSession } from '../duckdb/session.ts';

/** Spreadsheets take a file without it for one of the local code page. */
const BYTE_ORDER_MARK = '\uFEFF';

/** What a person needs to send a message, or to check one. */
const TEXTS = ['offer', 'message', 'message_ko', 'message_en', 'reason', 'strategy_id'] as const;

/**
 * Write what people open in a spreadsheet: `people/<channel>-<action>.csv` and `summary.csv`.
 * @param session one with `planned` (rows of both arms) and `treated`
 */
export async function writePeopleFiles(session: DuckDBSession, folder: string): Promise<void> {
  const people = join(folder, 'people');
  await mkdir(people);
  // The first name of the header carries the mark: DuckDB quotes no name for it.
  const columns = [
    `${escaped('customer_id')} as "${BYTE_ORDER_MARK}customer_id"`,
    'valid_from',
    'valid_to',
    'round(score, 4) as score',
    ...TEXTS.map((name) => `${escaped(name)} as ${name}`),
  ].join(', ');
  const parts = await session.rows<{ channel: string; action: string }>(
    'select distinct channel, action_id as action from treated order by all',
  );
  for (const { channel, action } of parts) {
    await session.run(
      `copy (select ${columns} from treated where channel = $channel and action_id = $action)
       to $path (format csv, header true)`,
      { channel, action, path: join(people, `${fileName(channel)}-${fileName(action)}.csv`) },
    );
  }
  const counts = await countActions(session);
  await writeFile(join(folder, 'summary.csv'), BYTE_ORDER_MARK + toPeopleCsv(summariseActions(counts)));
}

/** A cell that a spreadsheet would take for a formula begins with an apostrophe. */
function escaped(column: string): string {
  return `case when left(${column}, 1) in ('=', '+', '-', '@', chr(9), chr(13)) then '''' || ${column} else ${column} end`;
}

/** A channel is any words of a marketer; a file has none of the signs that a path gives a meaning. */
function fileName(words: string): string {
  return words.replaceAll(/[^\p{L}\p{N}_]+/gu, '-');
}

/** What the summary is made of; evidence that is not JSON, or of an older form, gives nulls. */
function countActions(session: DuckDBSession): Promise<ActionCounts[]> {
  return session.rows(
    `with read as (
       select action_id, channel, arm,
         try_cast(evidence as json) ->> ['$.price.cost', '$.price.currency', '$.lift.value', '$.probability'] as told
       from planned
     )
     select action_id as action, channel,
       (count(*) filter (arm = 'treatment'))::integer as audience,
       (count(*) filter (arm = 'holdout'))::integer as holdout,
       (sum(told[1]::decimal(18, 4)) filter (arm = 'treatment'))::double as cost,
       max(told[2]) as currency,
       max(told[3]::double) as lift,
       avg(told[4]::decimal(18, 9))::double as probability
     from read group by action_id, channel order by action_id, channel`,
  );
}
