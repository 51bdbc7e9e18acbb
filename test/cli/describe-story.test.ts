import { expect, it } from 'vitest';
import { describeStory, toJsonStory } from '../../cli/describe-story.ts';
import type { CustomerStory } from '../../platform/explain/explain-customer.ts';

const STORY: CustomerStory = {
  customer: 'U1',
  run: {
    run_id: '0a1b2c3d-0000',
    pipeline: 'trial-conversion',
    dataset: 'coworking',
    as_of: '2021-12-30',
    outcome: 'PUBLISHED',
  },
  answers: {
    subject: [{ registered_at: '2021-12-28 09:00:00', is_open: true, is_paid: false, paid_at: null }],
    features: [
      {
        decision_point: 'stay_3h',
        decided_at: '2021-12-29 13:00:00',
        site_count: 1,
        hours_since_registration: 28.00001,
      },
      {
        decision_point: 'registration',
        decided_at: '2021-12-28 09:00:00',
        site_count: 0,
        hours_since_registration: 0,
      },
    ],
    scores: [{ decision_point: 'stay_3h', probability: 0.41234, model: 'mlp@stay_3h' }],
    offers: [
      {
        action_id: 'C3a',
        channel: 'journey',
        offer: '15% extra',
        arm: 'holdout',
        score: 0.41234,
        valid_from: '2021-12-30',
        valid_to: '2022-01-01',
        reason: 'reached 3 h of stay',
        evidence: '{"probability":0.41234}',
        message_ko: '지금!',
        message_en: 'Now!',
      },
    ],
    suppressed: [{ action_id: 'B3', decision_point: 'stay_3h', reason: 'outranked' }],
    claims: [{ claim_id: 'I3', verdict: 'not supported' }],
  },
};

it('is one page: who, score, features, offer with arm and messages, and why nothing else', () => {
  expect(
    describeStory(STORY),
  ).toBe(`U1 · trial-conversion/coworking · as of 2021-12-30 · run 0a1b2c3d (PUBLISHED)

known
  registered_at 2021-12-28 09:00:00  is_open true  is_paid false
  paid_at –

scores
  decision_point  probability  model
  stay_3h         0.412        mlp@stay_3h

features at stay_3h, 2021-12-29 13:00:00 (before: registration; --json has them)
  site_count 1  hours_since_registration 28

offer
  C3a by journey, 2021-12-30 to 2022-01-01: 15% extra
  arm     holdout
  score   0.412
  reason  reached 3 h of stay
  ko      지금!
  en      Now!

not offered
  B3  another offer is worth more, or stands before it in the playbook

claims behind the offer
  claim_id  verdict
  I3        not supported
`);
});

it('says that nothing is offered, and leaves out what was not asked', () => {
  const { subject } = STORY.answers;
  const page = describeStory({ ...STORY, answers: { subject: subject!, offers: [] } });
  expect(page).toMatch(/offer\n {2}none\n$/);
  expect(page).not.toMatch(/features|claims|undefined/);
});

it('gives a program the answers by name, the evidence as an object', () => {
  const json = toJsonStory(STORY);
  expect(Object.keys(json)).toEqual(['customer', 'run', ...Object.keys(STORY.answers)]);
  expect(json.offers?.[0]?.evidence).toEqual({ probability: 0.41234 });
  const words = { ...STORY, answers: { offers: [{ evidence: 'transitions@0123' }] } };
  expect(toJsonStory(words).offers?.[0]?.evidence).toBe('transitions@0123');
});
