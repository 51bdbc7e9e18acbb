import type { Matrix } from '../../matrix.ts';
import { toProbability } from './calibration.ts';
import type { EnsembleWeights } from './ensemble-network.ts';

/** An ensemble written out as one wide hidden layer: its units, member after member, with every scale multiplied in. */
export interface WideNetwork {
  readonly inputs: number;
  readonly members: number;
  /** Hidden units of all members. */
  readonly width: number;
  /** width × inputs, row-major. */
  readonly kernel: Float64Array;
  readonly bias: Float64Array;
  /** What each hidden unit adds to its member's logit. */
  readonly output: Float64Array;
  /** One for each member. */
  readonly outputBias: Float64Array;
}

/** Rows that go through the kernel together: each of its numbers is then read once for all of them. */
const BLOCK_ROWS = 4;

/** Least distance of a mean probability from 0 and 1, so that its logit is finite. */
const LEAST = 1e-12;

/** Multiplies the members' scales into the kernel they share. */
export function widenEnsemble(weights: EnsembleWeights): WideNetwork {
  const [inputs, units] = weights.kernel.shape as [number, number];
  const members = weights['output/bias'].values.length;
  const width = members * units;
  const shared = weights.kernel.values;
  const inputScale = weights['input/scale'].values;
  const unitScale = weights['unit/scale'].values;
  const kernel = Float64Array.from({ length: width * inputs }, (_, cell) => {
    const at = Math.floor(cell / inputs);
    const input = cell % inputs;
    const scale = inputScale[Math.floor(at / units) * inputs + input]! * unitScale[at]!;
    return scale * shared[input * units + (at % units)]!;
  });
  return {
    inputs,
    members,
    width,
    kernel,
    bias: Float64Array.from(weights['unit/bias'].values),
    output: Float64Array.from(weights['output/kernel'].values),
    outputBias: Float64Array.from(weights['output/bias'].values),
  };
}

/** Logit of the members' mean probability, one for each row. Plain arithmetic, on any machine alike. */
export function computeWideLogits(
  network: WideNetwork,
  features: Pick<Matrix, 'rows' | 'values'>,
): Float64Array {
  const { width } = network;
  const memberLogits = new Float64Array(network.members);
  const logits = new Float64Array(features.rows);
  forEachBlock(network, features, (hidden, first, count) => {
    for (let row = 0; row < count; row++) {
      computeMemberLogits(network, hidden.subarray(row * width, (row + 1) * width), memberLogits);
      logits[first + row] = averageLogits(memberLogits);
    }
  });
  return logits;
}

/** Tells `visit` what enters each hidden unit: block rows × width, of which the first `count` rows, from row `first`, mean something. */
export function forEachBlock(
  network: WideNetwork,
  { rows, values }: Pick<Matrix, 'rows' | 'values'>,
  visit: (hidden: Float64Array, first: number, count: number) => void,
): void {
  const { inputs, width } = network;
  const block = new Float64Array(BLOCK_ROWS * inputs);
  const hidden = new Float64Array(BLOCK_ROWS * width);
  for (let first = 0; first < rows; first += BLOCK_ROWS) {
    const count = Math.min(BLOCK_ROWS, rows - first);
    block.set(values.subarray(first * inputs, (first + count) * inputs));
    multiplyBlock(network, block, hidden);
    visit(hidden, first, count);
  }
}

/** Four sums side by side keep the processor busy; a row's own sum takes its terms in one order, whatever rows are beside it. */
function multiplyBlock(
  { inputs, width, kernel, bias }: WideNetwork,
  block: Float64Array,
  hidden: Float64Array,
): void {
  const [second, third, fourth] = [inputs, 2 * inputs, 3 * inputs];
  for (let unit = 0; unit < width; unit++) {
    let a = bias[unit]!;
    let b = a;
    let c = a;
    let d = a;
    const line = unit * inputs;
    for (let input = 0; input < inputs; input++) {
      const factor = kernel[line + input]!;
      a += factor * block[input]!;
      b += factor * block[second + input]!;
      c += factor * block[third + input]!;
      d += factor * block[fourth + input]!;
    }
    hidden[unit] = a;
    hidden[width + unit] = b;
    hidden[2 * width + unit] = c;
    hidden[3 * width + unit] = d;
  }
}

/** Writes each member's logit from what enters its hidden units. */
export function computeMemberLogits(
  { members, width, output, outputBias }: WideNetwork,
  hidden: Float64Array,
  logits: Float64Array,
): void {
  const units = width / members;
  for (let member = 0; member < members; member++) {
    let logit = outputBias[member]!;
    for (let unit = member * units; unit < (member + 1) * units; unit++) {
      const active = hidden[unit]!;
      if (active > 0) logit += active * output[unit]!;
    }
    logits[member] = logit;
  }
}

/** Logit of the mean probability. */
export function averageLogits(logits: Float64Array): number {
  let sum = 0;
  for (let member = 0; member < logits.length; member++) sum += toProbability(logits[member]!);
  const kept = Math.min(1 - LEAST, Math.max(LEAST, sum / logits.length));
  return Math.log(kept / (1 - kept));
}
