import type { Estimate } from './bootstrap-estimate.ts';

/** An estimate as flat metrics, `name`, `name_low` and `name_high`; `readFigure` reads them. */
export function flattenEstimate(name: string, estimate: Estimate | null): Record<string, number | null> {
  return {
    [name]: estimate?.value ?? null,
    [`${name}_low`]: estimate?.low ?? null,
    [`${name}_high`]: estimate?.high ?? null,
  };
}
