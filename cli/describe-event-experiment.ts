import type { Figure } from '../models/contracts/read-metric.ts';
import type { RunResult } from '../models/contracts/run.ts';
import {
  EVENT_FIGURES,
  type EventLine,
  type EventTable,
  listEventTables,
  listLeakLines,
  nameEventRun,
  readEventCounts,
} from '../models/events/list-event-rows.ts';
import { formatCount, formatFigure, formatTable } from './format.ts';

const POPULATIONS = {
  first: 'first extension: one row per customer who came to a second affiliate',
  expanded: 'expanded: one row per first use until the customer went back',
} as const;
const SPLITS = { customer: 'other customers', time: 'newest events' } as const;
const HEAD = ['their acc', 'accuracy', 'their F1', 'macro-F1', 'weighted F1', 'top-3', 'log-loss'];

/** The originals' ten experiments beside what rows that do not know their label say; undefined where there is none. */
export function describeEventExperiment(metrics: RunResult['metrics']): string | undefined {
  const { events } = metrics;
  if (events === undefined) return undefined;
  if (events.unfittable !== undefined) {
    const { rows, customers } = readEventCounts(metrics, 'expanded');
    return `nothing can be judged: ${formatCount(rows)} first uses of ${formatCount(customers)} customers; ${events.unfittable}`;
  }
  const tables = listEventTables(metrics);
  const parts = (['first', 'expanded'] as const).flatMap((population) => {
    const { rows, customers, tiedStarts, tiedLabels } = readEventCounts(metrics, population);
    const own = tables.filter((table) => table.population === population);
    return [
      [
        `${POPULATIONS[population]}: ${formatCount(rows)} rows of ${formatCount(customers)} customers`,
        `${formatCount(tiedStarts)} begin and ${formatCount(tiedLabels)} end at several affiliates of one hour, any of which is right`,
      ].join('\n'),
      ...own.map(describeTable),
      describeReasons(own),
    ];
  });
  return [...parts, describeLeak(metrics)].join('\n\n');
}

function describeTable({ split, lines, ...table }: EventTable): string {
  const rows = lines.map((line) => [nameEventRun(line.run), ...describeLine(line), line.isAhead ? '★' : '']);
  const chosen = lines.flatMap((line) =>
    line.setting === undefined ? [] : [`  ${nameEventRun(line.run)}: validation rows chose ${line.setting}`],
  );
  return [
    `tested on ${SPLITS[split]}${table.testFrom === undefined ? '' : ` from ${table.testFrom}`}: ${table.testRows} rows, learnt from ${table.trainingRows}, chosen and calibrated on ${table.validationRows}`,
    ...(table.doubt === undefined ? [] : [`this cannot judge a model: ${table.doubt}`]),
    formatTable([['95 % intervals; ★ surely above transitions', ...HEAD, ''], ...rows], [1, 3]),
    ...chosen,
  ].join('\n');
}

function describeLine({ run: { original }, figures }: EventLine): string[] {
  const [accuracy, macroF1, ...others] = EVENT_FIGURES.map((name) => withLimits(figures[name]));
  return [formatFigure(original?.accuracy), accuracy!, formatFigure(original?.macroF1), macroF1!, ...others];
}

/** Why each original figure is another, once for each population. */
function describeReasons([table]: readonly EventTable[]): string {
  const lines = table?.lines.filter(({ run }) => run.original !== null) ?? [];
  return lines.map((line) => `  ${nameEventRun(line.run)}: ${line.run.why}`).join('\n');
}

function describeLeak(metrics: RunResult['metrics']): string {
  const lines = listLeakLines(metrics).map((line) => [
    SPLITS[line.split],
    withLimits(line.honest),
    withLimits(line.leaking),
    withLimits(line.honestGiven),
    withLimits(line.leakingGiven),
  ]);
  return [
    'demonstration, no candidate: row 5 with the originals’ counts, which stood on all rows of a customer',
    formatTable([
      ['tested on', 'accuracy without', 'with the leak', 'rows given away, without', 'with the leak'],
      ...lines,
    ]),
  ].join('\n');
}

function withLimits({ value, low, high }: Figure): string {
  return `${formatFigure(value)} (${formatFigure(low)} – ${formatFigure(high)})`;
}
