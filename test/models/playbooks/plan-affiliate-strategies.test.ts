import { describe, expect, it } from 'vitest';
import { Strategy } from '../../../models/contracts/strategy.ts';
import { AffiliateEvidence } from '../../../models/playbooks/affiliate-evidence.ts';
import {
  type AffiliatePlanOptions,
  planAffiliateStrategies,
} from '../../../models/playbooks/plan-affiliate-strategies.ts';
import {
  careAction,
  sketchAffiliateCandidate as sketch,
  sketchAffiliateAction,
  sketchAffiliatePlaybook,
} from './sketch-affiliate.ts';

const options: AffiliatePlanOptions = {
  runId: 'run-1',
  dataset: 'shop',
  salt: 'salt',
  people: 'shop',
  arms: new Map(),
  pipeline: 'affiliate-expansion',
  asOf: '2021-12-15',
  holdoutShare: 0.5,
  language: 'ko',
  caps: { perDay: null, perWeek: null },
  playbook: sketchAffiliatePlaybook([sketchAffiliateAction(), careAction()], {
    names: { A02: { ko: '대형마트', en: 'the hypermarket' } },
  }),
  past: new Map(),
  scorer: { name: 'net@0123456789ab', standsIn: false },
  recommender: null,
  personaUse: 'descriptive-only',
};
const plan = (change: Partial<AffiliatePlanOptions> = {}, candidates = [sketch()]) =>
  planAffiliateStrategies(candidates, { ...options, ...change }).strategies;

describe('planAffiliateStrategies', () => {
  it('writes one row with both messages, the reason and its evidence', () => {
    const [row, ...others] = plan();
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      customer_id: 'M1',
      action_id: 'next',
      channel: 'app',
      offer: 'coupon at B01',
      message: '(광고) [멤버스] 대형마트 다음은 B01 어떠세요? 가까운 B010001 지점(Z01001) 수신거부',
      message_en: '[Members] After the hypermarket, how about B01, branch B010001 near you (Z01001)? Opt out',
      score: 0.1234,
      valid_from: '2021-12-15',
      valid_to: '2022-02-13',
      reason:
        'churn-risk (S05 lapsed customer, which only describes), used 1 affiliate, last A02; B01 is new with a chance of 12.3 % within 60 days (net@0123456789ab); branch B010001 in the usual district Z01001; has used one affiliate so far; an experiment, 10 % held out: no effect measured yet',
    });
    expect(AffiliateEvidence.parse(JSON.parse(row!.evidence))).toMatchObject({
      affiliate: { code: 'B01', probability: 0.1234, scorer: { name: 'net@0123456789ab', stands_in: false } },
      audience: 'customers.affiliates_used = 1',
      branch: { code: 'B010001', is_same_district: true },
      worth: 100,
      holdout_share: 0.1,
      measured_by: { outcome: 'used_new_affiliate', targets: [], window_days: 60, enrol_days: 91 },
      is_contact: true,
    });
  });

  it('says when something stands in for a held model', () => {
    const product = {
      product: 'P1',
      name: '우유',
      category: '유제품',
      score: 2,
      rank: 4,
      lines: 90,
      unitPrice: 3,
    };
    const [row] = plan(
      {
        scorer: { name: 'transitions@ab', standsIn: true },
        recommender: { name: 'ease@cd', standsIn: true },
      },
      [sketch({ products: [product] })],
    );
    expect(row!.reason).toContain('(transitions@ab, since the model was held)');
    expect(row!.reason).toContain(
      'recommended P1 (place 4, 90 lines sold there) (ease@cd, since the model was held)',
    );
  });

  it('keeps a share of each experiment out, the same customers every night', () => {
    const many = Array.from({ length: 2_000 }, (_, i) => sketch({ customer: `M${i}` }));
    const rows = plan({}, many);
    expect(Strategy.array().parse(rows)).toEqual(rows);
    const held = rows.filter(({ arm }) => arm === 'holdout').map(({ customer_id }) => customer_id);
    // 200 expected of experimentShare .1, standard deviation 13.4.
    expect(held.length).toBeGreaterThan(146);
    expect(held.length).toBeLessThan(254);
    const later = plan({ asOf: '2021-12-16', runId: 'run-2' }, many).filter(({ arm }) => arm === 'holdout');
    expect(later.map(({ customer_id }) => customer_id)).toEqual(held);
  });

  it('never contacts the global holdout, and keeps the arm of the first time', () => {
    expect(plan({ globalHoldoutShare: 1 })[0]?.arm).toBe('holdout');
    const arms = (['treatment', 'holdout'] as const).map((arm) => {
      return plan({ arms: new Map([['care', new Map([['M1', arm]])]]) }, [sketch({ action: 1 })])[0]?.arm;
    });
    expect(arms).toEqual(['treatment', 'holdout']);
  });

  it('takes the smaller of the two caps of a night', () => {
    const both = [sketch(), sketch({ action: 1 })];
    expect(plan({}, both)).toHaveLength(2);
    expect(plan({ caps: { perDay: 1, perWeek: null } }, both)).toHaveLength(1);
    expect(plan({ caps: { perDay: 9, perWeek: null } }, both)).toHaveLength(2);
  });

  it('gives a message the same id whichever run writes it, and another one on another day', () => {
    const idOf = (change: Partial<AffiliatePlanOptions>) => plan(change)[0]?.strategy_id;
    expect(idOf({ runId: 'run-2', holdoutShare: 0.1 })).toBe(idOf({}));
    expect(idOf({ asOf: '2021-12-16' })).not.toBe(idOf({}));
    expect(idOf({ dataset: 'store' })).not.toBe(idOf({}));
  });

  it('leaves candidates as they were', () => {
    expect(() => plan({}, [Object.freeze(sketch())])).not.toThrow();
  });
});
