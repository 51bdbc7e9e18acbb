/** The business cases: pipelines with raw tables, a sample and strategies of their own. */
export const BUSINESS_CASES = ['trial-conversion', 'affiliate-expansion'] as const;
export type BusinessCase = (typeof BUSINESS_CASES)[number];

/** The pipelines that ship with Crosslift; `propensity` answers a company's own question of its own table. */
export const PIPELINES = [...BUSINESS_CASES, 'propensity'] as const;
export type PipelineName = (typeof PIPELINES)[number];
