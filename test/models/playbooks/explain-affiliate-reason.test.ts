import { expect, it } from 'vitest';
import type { AffiliateEvidence } from '../../../models/playbooks/affiliate-evidence.ts';
import { explainAffiliateReason } from '../../../models/playbooks/explain-affiliate-reason.ts';

const EVIDENCE: AffiliateEvidence = {
  playbook: '0123456789ab',
  who: 'is due to buy it again',
  audience: 'true',
  segment: { id: 'S01', name: 'family', type: 'loyal' },
  persona_use: 'rules',
  affiliates_used: 3,
  latest_affiliate: 'A02',
  affiliate: { code: 'A02', probability: null, scorer: null },
  is_next_predicted: true,
  products: [],
  recommender: null,
  branch: null,
  due: {
    product: 'P1',
    due_on: '2021-12-29',
    last_bought_on: '2021-11-29',
    purchase_days: 3,
    gap_days: 30.2,
    own_gap_days: 20,
    product_gap_days: 45.4,
    product_repurchases: 812,
  },
  p_alive: 0.912,
  expected_value: 5_000,
  worth: 12,
  consent: 'unknown',
  is_experiment: true,
  holdout_share: 0.1,
  measured_by: { outcome: 'bought_product', targets: ['P1'], window_days: 30, enrol_days: 91 },
  is_contact: true,
  lift: null,
};

it('says of a reminder how the day came about', () => {
  expect(explainAffiliateReason(EVIDENCE)).toBe(
    "loyal (S01 family), used 3 affiliates, last A02; A02 is known; still a customer with a chance of 91.2 %; P1 is due on 2021-12-29: last bought on 2021-11-29, own gap 20 days, the product's 45 days over 812 repurchases, 30 days together; is due to buy it again; an experiment, 10 % held out: no effect measured yet; no consent on record",
  );
});

it('says that a customer bought a product once, and where the branch is', () => {
  const reason = explainAffiliateReason({
    ...EVIDENCE,
    due: { ...EVIDENCE.due!, own_gap_days: null },
    branch: { code: 'A020007', district: 'Z01002', is_same_district: false },
  });
  expect(reason).toContain('last bought on 2021-11-29, bought once, ');
  expect(reason).toContain('branch A020007 in the usual zone, Z01002');
});

it('says where no offer could name a new affiliate', () => {
  expect(explainAffiliateReason({ ...EVIDENCE, is_next_predicted: false })).toContain(
    '; no next affiliate is predicted, for want of history; ',
  );
});
