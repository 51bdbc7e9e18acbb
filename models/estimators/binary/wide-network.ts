import type { Matrix } from '../../matrix.ts';
import { toProbability } from './calibration.ts';
import type { EnsembleWeights } from './ensemble-network.ts';

/** An ensemble written out as one wide hidden layer: its units, member after member, with every scale multiplied in. */
export interface WideNetwork {
  readonly inputs: number;
  readonly members: number;
  /** Hidden units of all members. */
  readonly width: number;
  /** inputs × width, row-major. */
  readonly kernel: Float64Array;
  readonly bias: Float64Array;
  /** What each hidden unit adds to its member's logit. */
  readonly output: Float64Array;
  /** One for each member. */
  readonly outputBias: Float64Array;
}

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
  const kernel = Float64Array.from({ length: inputs * width }, (_, cell) => {
    const input = Math.floor(cell / width);
    const at = cell % width;
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
  const memberLogits = new Float64Array(network.members);
  const logits = new Float64Array(features.rows);
  forEachRow(network, features, (hidden, row) => {
    computeMemberLogits(network, hidden, memberLogits);
    logits[row] = averageLogits(memberLogits);
  });
  return logits;
}

/** Tells `visit` what enters each hidden unit of each row; the array is the next row's too. */
export function forEachRow(
  network: WideNetwork,
  { rows, values }: Pick<Matrix, 'rows' | 'values'>,
  visit: (hidden: Float64Array, row: number) => void,
): void {
  const { inputs, width } = network;
  const hidden = new Float64Array(width);
  const present: PresentInputs = { values: new Float64Array(inputs), lines: new Int32Array(inputs) };
  for (let row = 0; row < rows; row++) {
    let count = 0;
    for (let input = 0; input < inputs; input++) {
      const value = values[row * inputs + input]!;
      if (value === 0) continue;
      present.values[count] = value;
      present.lines[count++] = input * width;
    }
    sumInputs(network, present, count, hidden);
    visit(hidden, row);
  }
}

/** Inputs of a row that are not 0, and where their lines of the kernel begin. */
interface PresentInputs {
  readonly values: Float64Array;
  readonly lines: Int32Array;
}

/**
 * Most one-hot columns are 0, and four inputs go through the kernel together, so that each unit is loaded and stored once for
 * them; each unit still adds its terms in the order of the inputs.
 */
function sumInputs(
  { width, kernel, bias }: WideNetwork,
  { values, lines }: PresentInputs,
  count: number,
  hidden: Float64Array,
): void {
  hidden.set(bias);
  let at = 0;
  for (; at + 4 <= count; at += 4) {
    const [a, b, c, d] = [values[at]!, values[at + 1]!, values[at + 2]!, values[at + 3]!];
    const [first, second, third, fourth] = [lines[at]!, lines[at + 1]!, lines[at + 2]!, lines[at + 3]!];
    for (let unit = 0; unit < width; unit++) {
      hidden[unit] =
        hidden[unit]! +
        a * kernel[first + unit]! +
        b * kernel[second + unit]! +
        c * kernel[third + unit]! +
        d * kernel[fourth + unit]!;
    }
  }
  for (; at < count; at++) {
    const value = values[at]!;
    const line = lines[at]!;
    for (let unit = 0; unit < width; unit++) hidden[unit]! += value * kernel[line + unit]!;
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
