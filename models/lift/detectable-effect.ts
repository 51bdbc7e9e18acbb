import { findRoot } from '../insights/find-root.ts';
import { normalQuantile } from '../insights/normal.ts';

/** Customers of each arm of an action. */
export interface ArmSizes {
  readonly treatment: number;
  readonly holdout: number;
}

/** Risks that a comparison of two arms accepts. */
export interface PowerOptions {
  /** Of seeing an effect where there is none, both directions together. */
  alpha?: number;
  /** Chance of seeing the effect where there is one. */
  power?: number;
}

/** Two-sided 5 % and the customary four in five. */
const DEFAULTS = { alpha: 0.05, power: 0.8 } as const satisfies PowerOptions;

/**
 * The smallest rise of the holdout's rate, as a share (.083 is 8.3 points), that two arms of these sizes find; null
 * where not even a rise to 1 would be found.
 * @param base rate of the holdout, 0 to 1
 */
export function detectableEffect(base: number, arms: ArmSizes, options: PowerOptions = {}): number | null {
  assertRate(base);
  if (!(arms.treatment > 0 && arms.holdout > 0)) return null;
  const span = spanOf(options);
  const excess = (effect: number) => effect - span * standardError(base, effect, arms);
  const most = 1 - base;
  return excess(most) < 0 ? null : findRoot(excess, 0, most);
}

/**
 * Customers of both arms together who are needed to find a rise of this size.
 * @param effect rise of the holdout's rate, above 0, as a share
 * @param holdoutShare share of customers in the holdout, between 0 and 1
 */
export function neededCustomers(
  base: number,
  { effect, holdoutShare }: { effect: number; holdoutShare: number },
  options: PowerOptions = {},
): number {
  assertRate(base);
  if (!(effect > 0 && base + effect <= 1))
    throw new Error(`invalid effect: ${effect} (expected above 0 and at most ${1 - base})`);
  if (!(holdoutShare > 0 && holdoutShare < 1))
    throw new Error(`invalid holdout share: ${holdoutShare} (expected between 0 and 1)`);
  // The standard error of n customers is that of one over √n.
  const ofOne = standardError(base, effect, { treatment: 1 - holdoutShare, holdout: holdoutShare });
  return Math.ceil((spanOf(options) * ofOne) ** 2 / effect ** 2);
}

/** Standard error of the difference at the rates supposed, unpooled. */
function standardError(base: number, effect: number, { treatment, holdout }: ArmSizes): number {
  const raised = base + effect;
  return Math.sqrt((raised * (1 - raised)) / treatment + (base * (1 - base)) / holdout);
}

/** Standard errors between no effect and one that is found with the power asked for. */
function spanOf({ alpha = DEFAULTS.alpha, power = DEFAULTS.power }: PowerOptions): number {
  return normalQuantile(alpha / 2) + normalQuantile(1 - power);
}

function assertRate(base: number): void {
  if (!(base >= 0 && base <= 1)) throw new Error(`invalid rate: ${base} (expected 0 to 1)`);
}
