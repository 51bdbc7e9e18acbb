import type { SampleSession } from '../engine/session.ts';
import { locateQuery } from './locate-query.ts';
import { affiliates } from './spec/affiliates.ts';

/**
 * Lets every customer adopt one affiliate after another, into the table `steps`, until its time or the affiliates
 * run out. The clock runs from 0 to 1: .3 of it in the first 31 days, which stand for the years before.
 */
export async function expandCustomers(session: SampleSession): Promise<void> {
  await session.build(locateQuery('first_step'));
  await session.run('create or replace table steps as from first_step');
  for (let step = 1; step < affiliates.length; step += 1) {
    await session.build(locateQuery('next_step'), { step });
    await session.run('insert into steps select customer, step, affiliate, clock, used from next_step');
  }
}

/** Creates the macros between days since the start and the clock of expansion. */
export async function createClock(session: SampleSession, days: number): Promise<void> {
  await session.run(
    `create macro elapsed(since) as
    case when since < 31 then 0.3 * since / 31 else 0.3 + 0.7 * (since - 31) / (${days} - 31) end`,
  );
  await session.run(
    `create macro moment(clock) as
    case when clock < 0.3 then clock / 0.3 * 31 else 31 + (clock - 0.3) / 0.7 * (${days} - 31) end`,
  );
}
