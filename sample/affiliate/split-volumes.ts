import { rakeMatrix } from '../engine/rake.ts';
import { affiliates } from './spec/affiliates.ts';
import { personas } from './spec/personas.ts';

/** Rows a year by persona and affiliate, in the spec's full population of 29,909. */
export interface StreamVolumes {
  /** Purchase lines or partner receipts: the combined rows less the L.pay payments. */
  direct: number[][];
  payments: number[][];
}

/** Splits the printed combined rows into L.pay payments (raked to both printed margins) and the rest. */
export function splitVolumes(): StreamVolumes {
  const combined = personas.map(({ customers, rows }) => rows.map((mean) => mean * customers));
  const payments = rakeMatrix(
    combined,
    personas.map(({ customers, payments }) => customers * payments),
    affiliates.map((affiliate) => affiliate.payments),
  );
  const direct = combined.map((rows, persona) =>
    rows.map((total, affiliate) => Math.max(total - payments[persona]![affiliate]!, total * 0.1)),
  );
  return { direct, payments };
}
