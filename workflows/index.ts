export { affiliateExpansion } from './affiliate-expansion.ts';
export { affiliateExperiment } from './affiliate-experiment.ts';
export { directPublication } from './direct-publication.ts';
export { propensity } from './propensity.ts';
export { release } from './release.ts';
export { trialConversion } from './trial-conversion.ts';
export { trialExperiment } from './trial-experiment.ts';
export { trialJourney } from './trial-journey.ts';
