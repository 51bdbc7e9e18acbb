import type { Metrics } from '../contracts/artifact.ts';
import { type Figure, readFigure, readMetric } from '../contracts/read-metric.ts';
import { type GridPopulation, type GridRun, TRIAL_GRID } from './trial-grid.ts';

/** One run of the grid as people see it: what the originals printed, and what held rows say. */
export interface GridRow {
  readonly run: GridRun;
  readonly accuracy: Figure;
  readonly f1: Figure;
  readonly auc: Figure;
  readonly logLoss: Figure;
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
    const accuracy = readFigure(figures, 'accuracy');
    const f1 = readFigure(figures, 'f1');
    const majority = readMetric(figures, 'accuracy_baseline');
    const everyoneF1 = readMetric(figures, 'f1_everyone');
    const isAbove = ({ low }: Figure, bound: number | null) => low !== null && bound !== null && low > bound;
    return [
      {
        run,
        accuracy,
        f1,
        auc: readFigure(figures, 'auc'),
        logLoss: readFigure(figures, 'log_loss'),
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
