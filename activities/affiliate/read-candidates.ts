import type { AffiliateCandidate } from '../../models/playbooks/affiliate-candidate.ts';
import type { AffiliateAction, AffiliatePlaybook } from '../../models/playbooks/affiliate-playbook.ts';
import { AFFILIATE_AUDIENCE, audienceCondition } from '../../models/playbooks/audience-query.ts';
import { isInCalendar } from '../../models/playbooks/calendar.ts';
import type { SqlParams } from '../../platform/duckdb/bind-params.ts';
import type { DuckDBSession } from '../../platform/duckdb/session.ts';
import {
  CANDIDATES,
  OFFERS,
  type PreparedSubject,
  prepareSubject,
  SHOWN_PRODUCTS,
} from './candidate-queries.ts';

/** Days before the as-of in which a product may have become due where nothing was published before. */
const WINDOW_DAYS = 7;

/** Tables of a plan that every run has; `OPTIONAL_TABLES` are there where there was enough to make them of. */
export const PLAN_TABLES = [
  ...AFFILIATE_AUDIENCE.marts,
  'affiliates',
  'affiliate_products',
  'nearest_branches',
  'product_features',
  'repurchase_dates',
] as const;

/** Columns of what not every run has: one without makes no offer that rests on it. */
const OPTIONAL_TABLES = {
  next_affiliate: 'customer_id varchar, split varchar, affiliate varchar, probability double, rank integer',
  recommendations: 'customer_id varchar, product_id varchar, affiliate varchar, score double, rank integer',
} as const;

/** Parquet paths of what a plan reads. */
export type PlanTables = Readonly<Record<(typeof PLAN_TABLES)[number], string>> &
  Readonly<Partial<Record<keyof typeof OPTIONAL_TABLES, string>>>;

/** The night that is planned. */
export interface PlannedNight {
  asOf: string;
  /** As-of of the publication before; null before the first. */
  since: string | null;
  playbook: AffiliatePlaybook;
  /** The night whose calendar says which actions there are. */
  plannedFor: string;
}

/**
 * What each action of the night would say to whom: at most one candidate for each customer and action. All of it is
 * worked out in DuckDB, so that only what a playbook could send becomes objects, however many products there are.
 */
export async function readCandidates(
  session: DuckDBSession,
  tables: PlanTables,
  { asOf, since, playbook, plannedFor }: PlannedNight,
): Promise<AffiliateCandidate[]> {
  await session.run('create schema if not exists marts');
  for (const name of PLAN_TABLES) await session.importParquet(`marts.${name}`, tables[name]);
  for (const [name, columns] of Object.entries(OPTIONAL_TABLES)) {
    const path = tables[name as keyof typeof OPTIONAL_TABLES];
    if (path === undefined) await session.run(`create or replace table marts.${name} (${columns})`);
    else await session.importParquet(`marts.${name}`, path);
  }
  await session.run(SHOWN_PRODUCTS, {
    as_of: { date: asOf },
    max_price_ratio: playbook.maxPriceRatio,
    products_per_message: playbook.productsPerMessage,
  });
  await session.run(OFFERS);
  for (const [place, action] of playbook.actions.entries()) {
    if (!isInCalendar(action, plannedFor)) continue;
    await addCandidates(
      session,
      { place, action, asOf },
      prepareSubject(action.subject, {
        asOf,
        since,
        windowDays: WINDOW_DAYS,
        reminders: playbook.reminders,
      }),
    );
  }
  return session.rows<AffiliateCandidate>(CANDIDATES);
}

async function addCandidates(
  session: DuckDBSession,
  { place, action, asOf }: { place: number; action: AffiliateAction; asOf: string },
  { sql, params }: PreparedSubject,
): Promise<void> {
  const condition = audienceCondition(action.audience, AFFILIATE_AUDIENCE);
  // DuckDB refuses a value for a parameter that is not there.
  const day: SqlParams = /\$as_of\b/.test(condition) ? { as_of: { date: asOf } } : {};
  await session.run(
    `create or replace table audience as
     select customers.customer_id ${AFFILIATE_AUDIENCE.from} where ${condition}`,
    day,
  );
  await session.run(
    `insert into offers by name select $place::integer as action, subject.* from (${sql}) as subject`,
    {
      ...params,
      place,
    },
  );
}
