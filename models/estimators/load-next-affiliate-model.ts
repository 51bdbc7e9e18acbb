import { nextAffiliateLearners } from './index.ts';
import type { LearnerLibraries, SavedModel } from './learner.ts';
import type { NextAffiliateModel } from './next-affiliate-model.ts';

/** Reads back a model of whichever learner saved it, known by its format. */
export function loadNextAffiliateModel(saved: SavedModel, libraries: LearnerLibraries): NextAffiliateModel {
  const learner = nextAffiliateLearners.find(({ format }) => format === saved.format);
  if (learner === undefined) {
    const known = nextAffiliateLearners.map(({ format }) => format).join(', ');
    throw new Error(`invalid model format: ${saved.format} (expected one of ${known})`);
  }
  return learner.load(saved, libraries);
}
