import { joinTables, takeTableRows } from '../encoders/feature-table.ts';
import type { Random } from '../random.ts';
import { splitColumns } from './mixed-columns.ts';
import { placeColumns } from './mixed-points.ts';
import type { SampledRows, TrainingRows } from './sampler.ts';
import { makeRows } from './smote-nc.ts';
import { findTomekLinks } from './tomek-links.ts';

/**
 * SMOTE-NC until both classes have as many rows, then both rows of every Tomek link removed, given or made (Batista, Bazzan
 * and Monard 2003; imbalanced-learn's SMOTETomek does the same by default), so that the classes stay equal. Where every
 * row is in a link, none is removed.
 */
export function applySmoteTomek({ specs, table, labels }: TrainingRows, random: Random): SampledRows {
  const positives = listRows(labels, 1);
  const negatives = listRows(labels, 0);
  if (positives.length === 0 || negatives.length === 0) {
    throw new Error(`invalid labels: ${labels.length} rows of one class (expected both classes)`);
  }
  const minority = positives.length <= negatives.length ? 1 : 0;
  const members = minority === 1 ? positives : negatives;
  const made = makeRows({ specs, table }, members, labels.length - 2 * members.length, random);

  const joined = {
    table: joinTables(table, made.table),
    labels: Uint8Array.from([...labels, ...made.sources.map(() => minority)]),
    sources: Int32Array.from([...labels.keys(), ...made.sources]),
  };
  const columns = splitColumns(specs, joined.table);
  const points = placeColumns(columns, joined.table.rows, listRows(joined.labels, minority));
  const linked = new Set(findTomekLinks(points, joined.labels).flat());
  if (linked.size === joined.labels.length) linked.clear();
  const kept = Array.from(joined.labels.keys()).filter((row) => !linked.has(row));
  const keptGiven = kept.filter((row) => row < labels.length).length;
  return {
    table: takeTableRows(joined.table, kept),
    labels: Uint8Array.from(kept, (row) => joined.labels[row]!),
    sources: Int32Array.from(kept, (row) => joined.sources[row]!),
    made: kept.length - keptGiven,
    removed: labels.length - keptGiven,
  };
}

function listRows(labels: Uint8Array, label: number): number[] {
  return Array.from(labels.keys()).filter((row) => labels[row] === label);
}
