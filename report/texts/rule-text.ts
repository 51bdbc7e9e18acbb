import type { RuleOutcome } from '../../models/gates/verdict.ts';

/** How a gate's rule is put to people. */
export interface RuleText {
  title: string;
  /** What it asks, in plain words. */
  asks: string;
  format(value: number | null): string;
  /** Side of the bound on which the rule passes; around where the interval must contain it, null where nobody knows. */
  passes: 'above' | 'below' | 'around' | null;
  /** The bound itself passes too. */
  inclusive?: boolean;
  /** A value on the passing side whose interval is not, and a value on the other side, where “better” is not the word. */
  ahead?: string;
  behind?: string;
  /** What an outcome means, where an interval is not read from its cautious end. */
  explain?(outcome: RuleOutcome): string;
}
