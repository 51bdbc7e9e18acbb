import type { Matrix } from '../../matrix.ts';
import { toProbability } from './calibration.ts';
import { averageLogits, computeMemberLogits, forEachRow, type WideNetwork } from './wide-network.ts';

/** Steps on the way at first, doubled for a row until its parts add up within the tolerance. */
const FIRST_STEPS = 16;
const MOST_STEPS = 1_024;
const TOLERANCE = 1e-3;

/**
 * Integrated gradients (Sundararajan, Taly and Yan 2017) of the logit of the members' mean, along the straight way from the
 * `mean` row to each row: rows × (inputs + 1), the logit of the mean row last. On that way what enters a hidden unit changes
 * evenly, so the stretch on which it is active is exact, and only the members' shares of the mean are integrated in steps.
 * What is then missing, a thousandth at most, is spread over the parts by their size.
 */
export function explainEnsemble(network: WideNetwork, mean: Float32Array, features: Matrix): Float64Array {
  const { inputs, width } = network;
  const start = new Float64Array(width);
  forEachRow(network, { rows: 1, values: mean }, (hidden) => start.set(hidden));
  const way = createWay(network, start);
  const parts = new Float64Array(features.rows * (inputs + 1));
  forEachRow(network, features, (hidden, row) => {
    const lift = way.integrateTo(hidden);
    const line = parts.subarray(row * (inputs + 1), (row + 1) * (inputs + 1));
    line[inputs] = way.base;
    const shares = line.subarray(0, inputs);
    sumGradients(network, way.gradients, shares);
    for (let input = 0; input < inputs; input++) {
      shares[input]! *= features.values[row * inputs + input]! - mean[input]!;
    }
    spreadRest(shares, lift);
  });
  return parts;
}

/** Adds up, for each input, the gradients of all hidden units through the kernel. */
function sumGradients(
  { inputs, width, kernel }: WideNetwork,
  gradients: Float64Array,
  sums: Float64Array,
): void {
  for (let input = 0; input < inputs; input++) {
    const line = input * width;
    let sum = 0;
    for (let unit = 0; unit < width; unit++) sum += gradients[unit]! * kernel[line + unit]!;
    sums[input] = sum;
  }
}

/** Adds to the parts, each by its size, what they lack of `total`. */
function spreadRest(parts: Float64Array, total: number): void {
  let sum = 0;
  let size = 0;
  for (let input = 0; input < parts.length; input++) {
    sum += parts[input]!;
    size += Math.abs(parts[input]!);
  }
  if (size === 0) return;
  const rest = (total - sum) / size;
  for (let input = 0; input < parts.length; input++) parts[input]! += rest * Math.abs(parts[input]!);
}

/** The straight way from where the hidden units start, with room for its arithmetic. */
function createWay(network: WideNetwork, start: Float64Array) {
  const { members, width, output } = network;
  const units = width / members;
  const between = new Float64Array(width);
  const logits = new Float64Array(members);
  const shares = new Float64Array(members);
  const lastShares = new Float64Array(members);
  /** Members × (steps + 1): integral of each member's share up to each point. */
  const integrals = new Float64Array(members * (MOST_STEPS + 1));
  /** Mean gradient of the logit by what enters each hidden unit. */
  const gradients = new Float64Array(width);
  computeMemberLogits(network, start, logits);
  const base = averageLogits(logits);

  const integrateShares = (end: Float64Array, steps: number) => {
    for (let step = 0; step <= steps; step++) {
      const far = step / steps;
      for (let unit = 0; unit < width; unit++) between[unit] = (1 - far) * start[unit]! + far * end[unit]!;
      computeMemberLogits(network, between, logits);
      measureShares(logits, shares);
      for (let member = 0; member < members; member++) {
        const at = member * (steps + 1) + step;
        const both = shares[member]! + lastShares[member]!;
        integrals[at] = step === 0 ? 0 : integrals[at - 1]! + both / (2 * steps);
        lastShares[member] = shares[member]!;
      }
    }
  };

  const integrateUpTo = (member: number, far: number, steps: number) => {
    const step = Math.min(steps - 1, Math.floor(far * steps));
    const at = member * (steps + 1) + step;
    return integrals[at]! + (far * steps - step) * (integrals[at + 1]! - integrals[at]!);
  };

  /** Fills `gradients` and returns the change of the logit that they stand for. */
  const integrate = (end: Float64Array, steps: number) => {
    integrateShares(end, steps);
    let change = 0;
    for (let unit = 0; unit < width; unit++) {
      const [from, to] = [start[unit]!, end[unit]!];
      gradients[unit] = 0;
      if (from <= 0 && to <= 0) continue;
      const member = Math.floor(unit / units);
      const low = from > 0 ? 0 : from / (from - to);
      const high = to > 0 ? 1 : from / (from - to);
      const active = integrateUpTo(member, high, steps) - integrateUpTo(member, low, steps);
      gradients[unit] = output[unit]! * active;
      change += gradients[unit]! * (to - from);
    }
    return change;
  };

  return {
    /** Logit where the way starts. */
    base,
    gradients,
    /** Fills `gradients` for the way to where hidden units end; returns how much higher the logit is there. */
    integrateTo(end: Float64Array): number {
      computeMemberLogits(network, end, logits);
      const lift = averageLogits(logits) - base;
      let steps = FIRST_STEPS;
      while (Math.abs(integrate(end, steps) - lift) > TOLERANCE && steps < MOST_STEPS) steps *= 2;
      return lift;
    },
  };
}

/** Writes how much the logit of the mean changes with each member's own. */
function measureShares(logits: Float64Array, shares: Float64Array): void {
  let yes = 0;
  let no = 0;
  for (let member = 0; member < logits.length; member++) {
    const own = toProbability(logits[member]!);
    const other = toProbability(-logits[member]!);
    shares[member] = own * other;
    yes += own;
    no += other;
  }
  // Where every member is wholly sure, nothing changes.
  const scale = logits.length / Math.max(yes * no, Number.MIN_VALUE);
  for (let member = 0; member < logits.length; member++) shares[member]! *= scale;
}
