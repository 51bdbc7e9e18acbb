import { type FeatureSpec, type FeatureTable, joinTables } from '../encoders/feature-table.ts';
import type { Random } from '../random.ts';
import { makeRows } from './smote-nc.ts';

/** Rows of several classes before they are encoded. */
export interface ClassRows {
  readonly table: FeatureTable;
  /** Class of each row, from 0. */
  readonly label: Float32Array;
  /** How much each row counts. */
  readonly weight: Float32Array;
}

/**
 * SMOTE-NC for several classes: of every class that occurs rows are made until it has as many as the largest. The given
 * rows come first and keep their weights, those made count 1. A class of one row has it repeated; one without stays so.
 */
export function applySmoteClasses(
  specs: readonly FeatureSpec[],
  { table, label, weight }: ClassRows,
  random: Random,
): ClassRows {
  const members = new Map<number, number[]>();
  for (const [row, one] of label.entries()) {
    const rows = members.get(one);
    if (rows === undefined) members.set(one, [row]);
    else rows.push(row);
  }
  const most = Math.max(...[...members.values()].map((rows) => rows.length));
  let joined = table;
  const labels = [label];
  for (const [one, rows] of [...members].sort(([left], [right]) => left - right)) {
    const count = most - rows.length;
    if (count === 0) continue;
    joined = joinTables(joined, makeRows({ specs, table }, rows, count, random).table);
    labels.push(new Float32Array(count).fill(one));
  }
  const total = joined.rows;
  const all = { label: new Float32Array(total), weight: new Float32Array(total).fill(1) };
  let start = 0;
  for (const part of labels) {
    all.label.set(part, start);
    start += part.length;
  }
  all.weight.set(weight);
  return { table: joined, ...all };
}
