import type { Metrics } from '../contracts/artifact.ts';
import { type Figure, readFigure, readMetric } from '../contracts/read-metric.ts';
import {
  EVENT_GRID,
  EVENT_SPLITS,
  type EventPopulation,
  type EventRun,
  type EventSplit,
} from './event-grid.ts';

/** The figures of a run that people see, in their order. */
export const EVENT_FIGURES = ['accuracy', 'macro_f1', 'weighted_f1', 'hit_at_3', 'log_loss'] as const;
/** A figure of a run. */
export type EventFigure = (typeof EVENT_FIGURES)[number];

/** One run on one split as people see it. */
export interface EventLine {
  readonly run: EventRun;
  readonly figures: Readonly<Record<EventFigure, Figure>>;
  /** Accuracy above that of first-order transitions on the same rows. */
  readonly lead: Figure;
  /** What validation rows chose; undefined where there was nothing to choose. */
  readonly setting: string | undefined;
  /** A candidate whose lead is surely above 0, on rows that can judge one. */
  readonly isAhead: boolean;
}

/** The runs of one population on one split. */
export interface EventTable {
  readonly population: EventPopulation;
  readonly split: EventSplit;
  readonly testRows: number;
  readonly trainingRows: number;
  readonly validationRows: number;
  /** First day of the test rows; of a split by time only. */
  readonly testFrom: string | undefined;
  /** Why the figures say little; undefined where they can be believed. */
  readonly doubt: string | undefined;
  readonly lines: readonly EventLine[];
}

/** What the rows of a population are. */
export interface EventCounts {
  readonly rows: number;
  readonly customers: number;
  /** Runs that began at several affiliates in one hour. */
  readonly tiedStarts: number;
  /** Labels of several affiliates. */
  readonly tiedLabels: number;
}

type All = Readonly<Record<string, Metrics>>;

/** The runs that were measured, as tables in the order of the specification; the demonstration is not among them. */
export function listEventTables(metrics: All): EventTable[] {
  const { events = {} } = metrics;
  const textOf = (name: string) => (events[name] === undefined ? undefined : String(events[name]));
  return (['first', 'expanded'] as const).flatMap((population) =>
    EVENT_SPLITS.flatMap((split): EventTable[] => {
      const place = `${population}_${split}`;
      const doubt = textOf(`${place}_doubt`);
      const canJudge = doubt === undefined;
      const lines = EVENT_GRID.filter((run) => run.population === population && run.id !== LEAK).flatMap(
        (run) => readEventLine(metrics, { run, split, canJudge }),
      );
      if (lines.length === 0) return [];
      return [
        {
          population,
          split,
          testRows: readMetric(events, `${place}_test`) ?? 0,
          trainingRows: readMetric(events, `${place}_training`) ?? 0,
          validationRows: readMetric(events, `${place}_validation`) ?? 0,
          testFrom: split === 'time' ? textOf(`${population}_test_from`) : undefined,
          doubt,
          lines,
        },
      ];
    }),
  );
}

/** How many rows and ties a population has. */
export function readEventCounts({ events = {} }: All, population: EventPopulation): EventCounts {
  const read = (name: string) => readMetric(events, `${population}_${name}`) ?? 0;
  return {
    rows: read('rows'),
    customers: read('customers'),
    tiedStarts: read('tied_starts'),
    tiedLabels: read('tied_labels'),
  };
}

/** `4 XGBoost, counts and the rest`: a row as people see it, behind the originals' number where it has one. */
export function nameEventRun({ id, title }: EventRun): string {
  const number = id.match(/^experiment-(\d+)$/)?.[1];
  return number === undefined ? title : `${number} ${title}`;
}

/** The originals' row 5 made honestly and with its leak, on one split. */
export interface LeakLine {
  readonly split: EventSplit;
  readonly honest: Figure;
  readonly leaking: Figure;
  /** The same on the rows whose label the counts give away. */
  readonly honestGiven: Figure;
  readonly leakingGiven: Figure;
}

const LEAK = 'leak';
const HONEST = 'experiment-5';

/** What the originals' leak is worth; empty where it was not measured. */
export function listLeakLines(metrics: All): LeakLine[] {
  const { [LEAK]: leaking, [HONEST]: honest } = metrics;
  if (leaking === undefined || honest === undefined) return [];
  return EVENT_SPLITS.map((split) => ({
    split,
    honest: readFigure(honest, `${split}_accuracy`),
    leaking: readFigure(leaking, `${split}_accuracy`),
    honestGiven: readFigure(honest, `${split}_giveaway_accuracy`),
    leakingGiven: readFigure(leaking, `${split}_giveaway_accuracy`),
  }));
}

function readEventLine(
  metrics: All,
  { run, split, canJudge }: { run: EventRun; split: EventSplit; canJudge: boolean },
): EventLine[] {
  const found = metrics[run.id];
  if (found === undefined) return [];
  const read = (name: string) => readFigure(found, `${split}_${name}`);
  const lead = read('lead');
  const setting = found[`${split}_setting`];
  return [
    {
      run,
      figures: Object.fromEntries(EVENT_FIGURES.map((name) => [name, read(name)])) as EventLine['figures'],
      lead,
      setting: setting === undefined ? undefined : String(setting),
      isAhead: canJudge && run.scorer.kind !== 'baseline' && lead.low !== null && lead.low > 0,
    },
  ];
}
