// Forecasts of the last quarter that no fit has seen, beside the customer's own rate and the last window repeated.
// Usage: node --import tsx bench/lifetime.ts SOURCE [first day after the data, default 2018-01-01] [days, default 92]
import { buildPurchaseLog, type PurchaseLog } from '../models/lifetime/purchase-log.ts';
import { inspectBirths } from '../models/lifetime/summarise-purchases.ts';
import { validateLifetime } from '../models/lifetime/validate-lifetime.ts';
import { numbersOf, stringsOf } from '../platform/duckdb/column-table.ts';
import { openEvents } from './affiliate-events.ts';

/** Days on which customers bought at a retailer, counted back from `asOf`. */
async function readRetailDays(source: string, asOf: string): Promise<PurchaseLog> {
  const session = await openEvents(source);
  const table = await session.columns(
    `select cust, (de_dt - $as_of)::integer as day, sum(buy_am)::double as amount
    from events where scope = 'retail' and not is_payment and de_dt < $as_of
    group by all order by cust, day`,
    { as_of: { date: asOf } },
  );
  await session.close();
  return buildPurchaseLog({
    customers: stringsOf(table, 'cust'),
    days: numbersOf(table, 'day'),
    amounts: numbersOf(table, 'amount'),
  });
}

const [source, asOf = '2018-01-01', days = '92'] = process.argv.slice(2);
if (source === undefined) throw new Error('no source (expected the directory of one)');
const log = await readRetailDays(source, asOf);
const started = performance.now();
const found = validateLifetime(log, { until: 0, horizon: Number(days), seed: 1 });
const seconds = ((performance.now() - started) / 1_000).toFixed(1);
console.log(JSON.stringify({ seconds, births: inspectBirths(log), ...found }, null, 2));
