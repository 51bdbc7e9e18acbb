import type { Metrics } from '../contracts/artifact.ts';
import { readMetric } from '../contracts/read-metric.ts';
import { type GridPopulation, type GridRun, TRIAL_GRID } from './trial-grid.ts';

/** A figure with its two-sided 95 % interval; null where it was not measured. */
export interface GridFigure {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** One run of the grid as people see it: what the originals printed, and what held rows say. */
export interface GridRow {
  readonly run: GridRun;
  readonly accuracy: GridFigure;
  readonly f1: GridFigure;
  readonly auc: GridFigure;
  readonly logLoss: GridFigure;
  /** The larger class for everybody; everybody flagged. */
  readonly majority: number | null;
  readonly everyoneF1: number | null;
  /** Neither figure is surely above what needs no model: its interval does not lie above the baseline. */
  readonly isNoise: boolean;
}

/** The rows of one population, in the spec's order; those that were not measured are left out. */
export function listGridRows(
  metrics: Readonly<Record<string, Metrics>>,
  population: GridPopulation,
): GridRow[] {
  return TRIAL_GRID.filter((run) => run.population === population).flatMap((run) => {
    const figures = metrics[run.id];
    if (figures === undefined) return [];
    const accuracy = readGridFigure(figures, 'accuracy');
    const f1 = readGridFigure(figures, 'f1');
    const majority = readMetric(figures, 'accuracy_baseline');
    const everyoneF1 = readMetric(figures, 'f1_everyone');
    const isAbove = ({ low }: GridFigure, bound: number | null) =>
      low !== null && bound !== null && low > bound;
    return [
      {
        run,
        accuracy,
        f1,
        auc: readGridFigure(figures, 'auc'),
        logLoss: readGridFigure(figures, 'log_loss'),
        majority,
        everyoneF1,
        isNoise: !isAbove(accuracy, majority) && !isAbove(f1, everyoneF1),
      },
    ];
  });
}

/** How many runs are within the noise of the one with the best accuracy: their intervals hold its value; itself included. */
export function countWithinNoise(rows: readonly GridRow[]): number {
  const best = Math.max(...rows.map(({ accuracy }) => accuracy.value ?? 0));
  return rows.filter(
    ({ accuracy: { low, high } }) => low !== null && high !== null && low <= best && best <= high,
  ).length;
}

/** Each note once, with the runs it is about: `CatBoost 1, CatBoost 2`. */
export function groupNotes(rows: readonly GridRow[]): { ids: string; note: string }[] {
  const runs = new Map<string, string[]>();
  for (const { run } of rows) {
    for (const note of run.notes) runs.set(note, [...(runs.get(note) ?? []), run.id]);
  }
  return [...runs].map(([note, ids]) => ({ ids: ids.join(', '), note }));
}

/** A figure and its limits from flat metrics. */
export function readGridFigure(figures: Metrics, name: string): GridFigure {
  return {
    value: readMetric(figures, name),
    low: readMetric(figures, `${name}_low`),
    high: readMetric(figures, `${name}_high`),
  };
}
