import type { Strategy } from '../../../models/contracts/strategy.ts';

/** A strategy row; what a test is not about is filled in. */
export function strategy(change: Partial<Strategy> = {}): Strategy {
  return {
    strategy_id: 's1',
    run_id: 'r1',
    dataset: 'shop',
    pipeline: 'affiliate-expansion',
    customer_id: 'M1',
    action_id: 'next-affiliate',
    trigger: 'next visit',
    channel: 'app',
    offer: 'points bonus at B01',
    message: 'B01을(를) 추천합니다.',
    message_ko: 'B01을(를) 추천합니다.',
    message_en: 'We think B01 is for you.',
    score: 0.125,
    valid_from: '2021-12-15',
    valid_to: '2022-02-13',
    arm: 'treatment',
    evidence: 'transitions@0123456789ab',
    reason: 'used 2 affiliates, last A01',
    ...change,
  };
}
