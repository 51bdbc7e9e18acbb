import { describe, expect, it } from 'vitest';
import { Strategy } from '../../../models/contracts/strategy.ts';
import { AFFILIATE_ACTIONS } from '../../../models/playbooks/affiliate-actions.ts';
import { fillTemplate } from '../../../models/playbooks/fill-template.ts';
import {
  type AffiliatePlanOptions,
  planAffiliateStrategies,
  type ScoredCustomer,
} from '../../../models/playbooks/plan-affiliate-strategies.ts';

const options: AffiliatePlanOptions = {
  runId: 'run-1',
  dataset: 'shop',
  pipeline: 'affiliate-expansion',
  asOf: '2021-12-15',
  holdoutShare: 0.1,
  language: 'ko',
  scorer: 'next-affiliate-net@0123456789ab',
  standsIn: false,
};
const customer = (fields: Partial<ScoredCustomer> = {}): ScoredCustomer => ({
  customer: 'M1',
  affiliatesUsed: 1,
  latestAffiliate: 'A01',
  nextAffiliate: 'B01',
  probability: 0.1234,
  ...fields,
});

describe('planAffiliateStrategies', () => {
  it('writes one row with message, reason and evidence', () => {
    expect(planAffiliateStrategies([customer()], options)).toEqual([
      {
        strategy_id: '147004ac1c3386697eb1de48',
        run_id: 'run-1',
        dataset: 'shop',
        pipeline: 'affiliate-expansion',
        customer_id: 'M1',
        action_id: 'second-affiliate',
        trigger: 'next visit of a customer who uses one affiliate',
        channel: 'app',
        offer: 'first-use coupon at B01',
        message: '다시 찾아 주셔서 감사합니다! A01 다음은 B01 어떠세요? 첫 이용 쿠폰을 드립니다.',
        message_ko: '다시 찾아 주셔서 감사합니다! A01 다음은 B01 어떠세요? 첫 이용 쿠폰을 드립니다.',
        message_en: 'Welcome back! After A01, how about B01? A coupon for your first visit is waiting.',
        score: 0.1234,
        valid_from: '2021-12-15',
        valid_to: '2022-02-13',
        arm: 'holdout', // its hash begins with 0dda: at 5 % of the range
        evidence: 'next-affiliate-net@0123456789ab',
        reason: 'used 1 affiliate, last A01; B01 is the likeliest new one (12.3 % within 60 days; model)',
      },
    ]);
  });

  it('says when a baseline stands in for a held model', () => {
    const [row] = planAffiliateStrategies([customer({ affiliatesUsed: 3 })], {
      ...options,
      standsIn: true,
      scorer: 'transitions@ab',
    });
    expect(row).toMatchObject({
      action_id: 'next-affiliate',
      evidence: 'transitions@ab',
      reason:
        'used 3 affiliates, last A01; B01 is the likeliest new one (12.3 % within 60 days; transition baseline, since the model was held)',
    });
  });

  it('has nothing to say to who has used nothing', () => {
    const silent = [customer({ affiliatesUsed: 0 }), customer({ latestAffiliate: null })];
    expect(planAffiliateStrategies(silent, options)).toEqual([]);
  });

  it('keeps the order given and a row for each arm', () => {
    const many = Array.from({ length: 2_000 }, (_, i) => customer({ customer: `M${i}` }));
    const rows = planAffiliateStrategies(many, options);
    expect(rows.map((row) => row.customer_id)).toEqual(many.map((one) => one.customer));
    const held = rows.filter(({ arm }) => arm === 'holdout').length;
    // 200 expected, standard deviation 13.4.
    expect(held).toBeGreaterThan(146);
    expect(held).toBeLessThan(254);
    expect(new Set(rows.map((row) => row.strategy_id)).size).toBe(rows.length);
    expect(Strategy.array().parse(rows)).toEqual(rows);
  });

  it('gives a message the same id whichever run writes it, and another one on another day', () => {
    const idOf = (change: Partial<AffiliatePlanOptions>) =>
      planAffiliateStrategies([customer()], { ...options, ...change })[0]?.strategy_id;
    expect(idOf({ runId: 'run-2', scorer: 'other', holdoutShare: 0.5 })).toBe(idOf({}));
    expect(idOf({ asOf: '2021-12-16' })).not.toBe(idOf({}));
    expect(idOf({ dataset: 'store' })).not.toBe(idOf({}));
  });

  it('leaves customers as they were', () => {
    const frozen = Object.freeze(customer());
    expect(() => planAffiliateStrategies([frozen], options)).not.toThrow();
  });
});

describe('fillTemplate', () => {
  it('puts every field in, as often as it is named', () => {
    expect(fillTemplate('{next} and {next} after {current}', { current: 'A$&', next: 'B' })).toBe(
      'B and B after A$&',
    );
  });

  it('refuses a field that there is not', () => {
    expect(() => fillTemplate('try {product}', { next: 'B' })).toThrow(
      'unknown field {product} in the template: try {product}',
    );
  });

  it('knows the fields of every action', () => {
    for (const { messages, offer } of AFFILIATE_ACTIONS) {
      for (const template of [messages.ko, messages.en, offer]) {
        expect(fillTemplate(template, { current: 'A01', next: 'B01' })).not.toContain('{');
      }
    }
  });
});
