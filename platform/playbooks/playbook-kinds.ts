import { join } from 'node:path';
import type { z } from 'zod';
import type { BusinessCase } from '../../models/contracts/pipeline.ts';
import { AffiliatePlaybook } from '../../models/playbooks/affiliate-playbook.ts';
import { AFFILIATE_AUDIENCE, type Audience, TRIAL_AUDIENCE } from '../../models/playbooks/audience-query.ts';
import { Playbook } from '../../models/playbooks/playbook.ts';
import { PROJECT_ROOT } from '../config.ts';
import type { SqlParams } from '../duckdb/bind-params.ts';

/** What sets the playbook of one pipeline apart from that of another. */
export interface PlaybookKind<Content = unknown> {
  schema: z.ZodType<Content>;
  /** The playbook that ships with Crosslift. */
  shipped: string;
  audience: Audience;
  /** Folder of sql/ that builds the marts of its audiences, and its parameters: any will do, the tables have no row. */
  sql: 'trial' | 'affiliate';
  params: SqlParams;
  /** Columns of tables that audiences read and no SQL file makes, by name. */
  others: Readonly<Record<string, string>>;
}

const ANY_DAY = { date: '2000-01-01' };

/** Playbooks by pipeline. */
export const PLAYBOOK_KINDS = {
  'trial-conversion': {
    schema: Playbook,
    shipped: shipped('trial-conversion'),
    audience: TRIAL_AUDIENCE,
    sql: 'trial',
    params: { as_of: ANY_DAY, horizon_days: 1 },
    others: { candidates: 'place integer, user_id varchar, point varchar' },
  } satisfies PlaybookKind<Playbook>,
  'affiliate-expansion': {
    schema: AffiliatePlaybook,
    shipped: shipped('affiliate-expansion'),
    audience: AFFILIATE_AUDIENCE,
    sql: 'affiliate',
    params: { as_of: ANY_DAY, extracts_overlap: true },
    others: {
      'marts.segments':
        'customer_id varchar, segment_id varchar, segment_name varchar, customer_type varchar',
      'marts.lifetime_value': `customer_id varchar, horizon_days integer, frequency integer, recency_days integer,
        age_days integer, p_alive double, expected_purchases double, purchases_low double, purchases_high double,
        model_purchases double, last_window_purchases double, expected_spend double, expected_value double,
        value_low double, value_high double, purchases_by varchar, cltv_seed double`,
    },
  } satisfies PlaybookKind<AffiliatePlaybook>,
} as const;

function shipped(pipeline: BusinessCase): string {
  return join(PROJECT_ROOT, 'playbooks', `${pipeline}.yaml`);
}
