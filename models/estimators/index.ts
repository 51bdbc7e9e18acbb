import type { Learner } from './learner.ts';
import { nextAffiliateBoosting } from './next-affiliate-boosting.ts';
import type { NextAffiliateData } from './next-affiliate-data.ts';
import type { NextAffiliateModel } from './next-affiliate-model.ts';
import { nextAffiliateNet } from './next-affiliate-net.ts';

/** A learner of the next affiliate, whatever its hyper-parameters: parse them with its own `params`. */
export type NextAffiliateLearner = Learner<NextAffiliateData, unknown, NextAffiliateModel>;

/** Every learner of the next affiliate; one contract test runs over all of them. Of equally good ones the first is taken. */
export const nextAffiliateLearners: readonly NextAffiliateLearner[] = [
  nextAffiliateNet,
  nextAffiliateBoosting,
];
