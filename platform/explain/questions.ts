import type { PipelineName } from '../../models/contracts/pipeline.ts';

/** One thing that a run knows about a customer. */
export interface Question {
  /** Artifacts that it reads, each bound as a path by its name; without one of them there is no answer. */
  reads: readonly string[];
  /** One SELECT with `$customer`; its rows are the answer. */
  sql: string;
}

const OFFER = `select action_id, channel, trigger, offer, arm, score, valid_from, valid_to, reason, evidence, message_ko,
  message_en
from read_parquet($strategies) where customer_id = $customer order by action_id`;

/** What is asked of each pipeline's runs, in the order of the page; `subject` says whether the customer is known. */
export const QUESTIONS: Readonly<Record<PipelineName, Readonly<Record<string, Question>>>> = {
  'trial-conversion': {
    subject: {
      reads: ['registrants'],
      sql: `select registered_at, trial_ends_at, is_open, is_paid, paid_at, population
        from read_parquet($registrants) where user_id = $customer`,
    },
    consent: {
      reads: ['contacts'],
      sql: 'select consent, is_opted_out from read_parquet($contacts) where user_id = $customer',
    },
    features: {
      reads: ['landmarks'],
      sql: `select * exclude (user_id) from read_parquet($landmarks) where user_id = $customer
        order by decided_at desc, decision_point`,
    },
    scores: {
      reads: ['predictions'],
      sql: `select decision_point, probability, model, split, label from read_parquet($predictions)
        where user_id = $customer order by decision_point`,
    },
    reasons: {
      reads: ['reasons'],
      sql: `select * exclude (user_id) from read_parquet($reasons) where user_id = $customer
        order by decision_point, rank`,
    },
    offers: { reads: ['strategies'], sql: OFFER },
    suppressed: {
      reads: ['suppressed'],
      sql: `select action_id, decision_point, reason from read_parquet($suppressed)
        where customer_id = $customer order by action_id`,
    },
    claims: {
      reads: ['insights', 'strategies'],
      sql: `select claim_id, verdict, sentence_en, sentence_ko from read_parquet($insights)
        where claim_id in (
          select unnest(json_extract_string(evidence, '$.claims[*].id'))
          from read_parquet($strategies) where customer_id = $customer
        )
        order by claim_id`,
    },
  },
  'affiliate-expansion': {
    subject: {
      reads: ['customers'],
      sql: 'select * exclude (customer_id) from read_parquet($customers) where customer_id = $customer',
    },
    consent: {
      reads: ['contacts'],
      sql: 'select consent, is_opted_out from read_parquet($contacts) where customer_id = $customer',
    },
    habits: {
      reads: ['customer_habits'],
      sql: 'select * exclude (customer_id) from read_parquet($customer_habits) where customer_id = $customer',
    },
    segment: {
      reads: ['segments'],
      sql: 'select * exclude (customer_id) from read_parquet($segments) where customer_id = $customer',
    },
    lifetime_value: {
      reads: ['lifetime_value'],
      sql: 'select * exclude (customer_id) from read_parquet($lifetime_value) where customer_id = $customer',
    },
    scores: {
      reads: ['next_affiliate'],
      sql: `select rank, affiliate, probability from read_parquet($next_affiliate)
        where customer_id = $customer and split = 'serving' and rank <= 5 order by rank`,
    },
    recommendations: {
      reads: ['recommendations', 'product_features', 'affiliate_products'],
      sql: `select rank, product_id, product_name, category, affiliate, score, sold.lines as lines_there,
          sold.mean_unit_price as unit_price_there
        from read_parquet($recommendations) as recommendations
        left join read_parquet($product_features) as features on features.product_code = product_id
        left join read_parquet($affiliate_products) as sold
          on sold.affiliate_code = affiliate and sold.product_code = product_id
        where customer_id = $customer and rank <= 5 order by rank`,
    },
    similar_purchases: {
      reads: ['recommendations', 'similar_products', 'product_days', 'product_features'],
      sql: `with bought as (
          select distinct product_code from read_parquet($product_days) where customer_id = $customer
        )
        select recommendations.rank, similar_id as bought_product_id, product_name as bought_product_name,
          likeness.score as likeness
        from read_parquet($recommendations) as recommendations
        join read_parquet($similar_products) as likeness using (product_id)
        semi join bought on bought.product_code = similar_id
        left join read_parquet($product_features) as features on features.product_code = similar_id
        where customer_id = $customer and recommendations.rank <= 5
        qualify row_number() over (partition by recommendations.rank order by likeness.rank) <= 2
        order by recommendations.rank, likeness.rank`,
    },
    reminders: {
      reads: ['repurchase_dates', 'product_features'],
      sql: `select due_on, product_code, product_name, affiliate_code, last_bought_on, purchase_days, own_gap_days,
          product_gap_days, product_repurchases, gap_days
        from read_parquet($repurchase_dates) as dates
        left join read_parquet($product_features) as features using (product_code)
        where customer_id = $customer order by due_on desc, product_code limit 5`,
    },
    offers: { reads: ['strategies'], sql: OFFER },
    suppressed: {
      reads: ['suppressed'],
      sql: `select action_id, reason from read_parquet($suppressed) where customer_id = $customer
        order by action_id`,
    },
  },
  propensity: {
    subject: {
      reads: ['predictions'],
      sql: `select split, label, probability, model from read_parquet($predictions)
        where customer_id = $customer order by split, probability`,
    },
    scores: {
      reads: ['scores'],
      sql: `select source_row, probability, model from read_parquet($scores) where customer_id = $customer
        order by source_row`,
    },
  },
};
