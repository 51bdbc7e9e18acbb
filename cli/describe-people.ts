import type { Metrics } from '../models/contracts/artifact.ts';
import type { RunResult } from '../models/contracts/run.ts';
import { SEGMENT_COUNTS } from '../models/segments/tabulate-segment-counts.ts';
import { formatFigure, formatTable } from './format.ts';

/** Segments and lifetime values of a run, a block each; the table over k on nights with a fit. */
export function describePeople({ segments, lifetime }: RunResult['metrics']): string[] {
  return [
    ...(segments === undefined ? [] : describeSegments(segments)),
    ...(lifetime?.purchases_mae === undefined ? [] : [describeLifetime(lifetime)]),
  ];
}

function describeSegments(figures: Metrics): string[] {
  const { segments, empty_customers, fit, fitted_as_of, persona_use, moved, shared, compared_with } = figures;
  if (fit === undefined) return ['no segments: no customer has a purchase in the year'];
  const change =
    compared_with === undefined ? '' : `; ${moved} of ${shared} customers moved since ${compared_with}`;
  const summary =
    `${segments} segments, fitted as of ${fitted_as_of} (${fit}), bootstrap ARI ${formatFigure(figures.bootstrap_ari as number)}: ` +
    `personas ${persona_use}; ${empty_customers} customers without a purchase in the year${change}`;
  return fit === 'frozen' ? [summary] : [summary, tabulateCounts(figures)];
}

function tabulateCounts(figures: Metrics): string {
  const rows = SEGMENT_COUNTS.filter((k) => figures[`k${k}_seed_ari`] !== undefined).map((k) => [
    String(k),
    ...['silhouette', 'seed_ari', 'bootstrap_ari'].map((name) =>
      formatFigure(figures[`k${k}_${name}`] as number | null),
    ),
  ]);
  return formatTable([['segments', 'silhouette', 'ARI by seed', 'ARI by bootstrap'], ...rows], [0, 1, 2, 3]);
}

function describeLifetime(figures: Metrics): string {
  const row = (title: string, name: string) => [
    title,
    formatFigure(figures[`purchases_mae${name}`] as number),
    String(Math.round(figures[`spend_mae${name}`] as number)),
  ];
  return formatTable(
    [
      [`held-out ${figures.horizon_days} days`, 'error, purchase days', 'error, money'],
      row('mix', ''),
      row('model', '_model'),
      row('own rate', '_own_rate'),
      row('last window', '_last_window'),
    ],
    [1, 2],
  );
}
