/** Features whose values part customers into groups that are judged apart: who they are, and where they come from. */
export const NEXT_AFFILIATE_SLICES = ['gender', 'age_band', 'latest_affiliate'] as const;
