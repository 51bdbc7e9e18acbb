import { nextAffiliateNet } from './next-affiliate-net.ts';

/** Every learner of the next affiliate, by name; one contract test runs over all of them. */
export const nextAffiliateLearners = {
  [nextAffiliateNet.name]: nextAffiliateNet,
} as const;
