import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { KnownMembers } from '../../models/contracts/known-members.ts';
import { addDays } from '../../models/days.ts';
import { listClosed, ruleOut } from '../../models/estimators/rule-out-closed.ts';
import type { Mask } from '../../models/matrix.ts';
import { listLabelledRows } from '../../models/metrics/label-sets.ts';
import { countTreated, flagTreated, takeTreated } from '../../models/splits/flag-treated.ts';
import {
  isValidationCustomer,
  OUTCOME_WINDOW_DAYS,
  type SnapshotCut,
  type SnapshotSplit,
  splitCuts,
} from '../../models/splits/split-snapshots.ts';
import { writeNextAffiliateFile } from '../../platform/matrices/next-affiliate-file.ts';
import { listTreatedSince } from '../../platform/postgres/exposures.ts';
import { defineStep, type OutputFile } from '../../platform/steps/define-step.ts';
import { listAffiliateFeatures, readSnapshots, type Snapshots, takeSnapshots } from './read-snapshots.ts';

/** Splits that are written, each as one Arrow file; `ripe_` are those that a judged model learns from before it is used. */
const EXPORTED = ['training', 'validation', 'test', 'serving', 'ripe_training', 'ripe_validation'] as const;

/** Split the snapshots by time and customer, and write their rows; encoding is part of each model. */
export const exportAffiliateFeatures = defineStep({
  module: import.meta.url,
  params: z.strictObject({ members: KnownMembers.optional() }),
  inputs: ['next_affiliate_snapshots', 'affiliates'],
  libraries: ['duckdb'],
  async run({ params: { members }, inputs, duckdb, output, progress, services }) {
    const session = await duckdb();
    const since = await listTreatedSince(services.database, members);
    const snapshots = await readSnapshots(session, inputs);
    const cuts = await session.rows<SnapshotCut>(
      `select distinct cut_date::varchar as "cutDate", is_serving as "isServing", outcome_ripe as "outcomeRipe"
       from read_parquet($path) order by 1`,
      { path: inputs.next_affiliate_snapshots },
    );
    const split = splitRows(snapshots, splitCuts(cuts, OUTCOME_WINDOW_DAYS));
    const rowsOf = { ...split, ...splitRipe(snapshots, cuts) };
    const knownOn = new Map(
      cuts.map(({ cutDate, isServing }) => [
        cutDate,
        isServing ? null : addDays(cutDate, OUTCOME_WINDOW_DAYS),
      ]),
    );
    const treated = flagTreated(
      snapshots.customers.map((customer, row) => ({
        customer,
        knownOn: knownOn.get(snapshots.cuts[row]!) ?? null,
      })),
      since,
    );
    const metrics = {
      ...Object.fromEntries(EXPORTED.map((name) => [name, rowsOf[name].length])),
      ...countTreated(treated, split),
    };
    const history = judgeHistory(takeSnapshots(snapshots, split.training).next, split);
    if (!history.enough) return { artifacts: {}, rows: snapshots.customers.length, metrics, value: history };

    await writeFile(output('features.json'), JSON.stringify(listAffiliateFeatures(snapshots.affiliates)));
    const closed = listClosedNow(takeSnapshots(snapshots, split.serving));
    const artifacts: Record<string, OutputFile> = { features: { file: 'features.json', rows: 0 } };
    for (const [index, name] of EXPORTED.entries()) {
      progress(index / EXPORTED.length, name);
      const rows = takeSnapshots(snapshots, rowsOf[name]);
      // No past row: there the affiliate may have been open, and labels say so.
      const used = name === 'serving' ? ruleOut(rows.used, closed) : rows.used;
      await writeNextAffiliateFile(
        output(`${name}.arrow`),
        { ...rows, used },
        takeTreated(treated, rowsOf[name]),
      );
      artifacts[name] = { file: `${name}.arrow`, rows: rowsOf[name].length };
    }
    return {
      artifacts,
      rows: snapshots.customers.length,
      metrics: { ...metrics, ...(closed.length > 0 && { closed: closed.join(', ') }) },
      value: history,
    };
  },
});

/** Whether there is anything to learn from and to judge by; a short history is no fault of anybody's. */
export interface History {
  enough: boolean;
  /** Training snapshots followed by a new affiliate. */
  trainingOutcomes: number;
}

/** Affiliates that nobody visited in the 90 days before the as-of: proposed to nobody. */
function listClosedNow({ used, table }: Snapshots): string[] {
  return listClosed(used, (affiliate) => table.numbers[`visits_90d_by_affiliate.${affiliate}`]!);
}

function judgeHistory(next: Mask, split: Record<SnapshotSplit, number[]>): History {
  const trainingOutcomes = listLabelledRows(next).length;
  const enough = trainingOutcomes > 0 && split.validation.length > 0 && split.test.length > 0;
  return { enough, trainingOutcomes };
}

/** Rows of every cut whose outcome is known. */
function splitRipe({ customers, cuts }: Snapshots, known: readonly SnapshotCut[]) {
  const ripe = new Set(
    known.flatMap(({ cutDate, isServing, outcomeRipe }) => (outcomeRipe && !isServing ? [cutDate] : [])),
  );
  const split = { ripe_training: [] as number[], ripe_validation: [] as number[] };
  for (const [row, cut] of cuts.entries()) {
    if (!ripe.has(cut)) continue;
    split[isValidationCustomer(customers[row]!) ? 'ripe_validation' : 'ripe_training'].push(row);
  }
  return split;
}

function splitRows(
  { customers, cuts }: Snapshots,
  uses: ReadonlyMap<string, 'training' | 'test' | 'serving' | 'unused'>,
): Record<SnapshotSplit, number[]> {
  const split: Record<SnapshotSplit, number[]> = {
    training: [],
    validation: [],
    test: [],
    serving: [],
    unused: [],
  };
  const validates = new Map(
    [...new Set(customers)].map((customer) => [customer, isValidationCustomer(customer)]),
  );
  for (const [row, cut] of cuts.entries()) {
    const use = uses.get(cut) ?? 'unused';
    split[use === 'training' && validates.get(customers[row]!) === true ? 'validation' : use].push(row);
  }
  return split;
}
