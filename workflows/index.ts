export { affiliateExpansion } from './affiliate-expansion.ts';
