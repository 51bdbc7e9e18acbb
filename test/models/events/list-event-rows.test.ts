import { expect, it } from 'vitest';
import { EVENT_GRID } from '../../../models/events/event-grid.ts';
import {
  listEventTables,
  listLeakLines,
  nameEventRun,
  readEventCounts,
} from '../../../models/events/list-event-rows.ts';
import { eventMetrics } from './event-metrics.ts';

it('lists each population and split with its rows in the order of the specification, the demonstration apart', () => {
  const tables = listEventTables(eventMetrics());
  expect(tables.map(({ population, split }) => [population, split])).toEqual([
    ['first', 'customer'],
    ['first', 'time'],
    ['expanded', 'customer'],
    ['expanded', 'time'],
  ]);
  expect(tables[3]).toMatchObject({
    testRows: 400,
    trainingRows: 1100,
    validationRows: 500,
    testFrom: '2021-08-20',
    doubt: '187 test rows (at least 300)',
  });
  expect(tables[2]?.testFrom).toBeUndefined();
  expect(tables[2]?.lines.map(({ run }) => run.id)).toEqual([
    'expanded-majority',
    'expanded-popularity',
    'expanded-transitions',
    ...[5, 6, 7, 8, 9, 10].map((number) => `experiment-${number}`),
  ]);
});

it('marks candidates that are surely above transitions where rows can judge, and says what validation rows chose', () => {
  const [, , table, doubtful] = listEventTables(eventMetrics());
  expect(doubtful!.lines.filter(({ isAhead }) => isAhead)).toEqual([]);
  const ahead = table!.lines.filter(({ isAhead }) => isAhead);
  expect(ahead.map(({ run, setting }) => [run.id, setting])).toEqual([
    ['experiment-8', 'maxDepth 6, rounds 200'],
  ]);
});

it('sets the leak beside the honest row, on all rows and on those given away', () => {
  const [customer] = listLeakLines(eventMetrics());
  expect(customer).toMatchObject({
    split: 'customer',
    honest: { value: 0.26 },
    leaking: { value: 0.41 },
    honestGiven: { value: 0.34 },
    leakingGiven: { value: 0.46 },
  });
});

it('has nothing to list of a run that measured nothing', () => {
  const nothing = { events: { expanded_rows: 3 } };
  expect(listEventTables(nothing)).toEqual([]);
  expect(listLeakLines(nothing)).toEqual([]);
  expect(readEventCounts(nothing, 'expanded')).toEqual({
    rows: 3,
    customers: 0,
    tiedStarts: 0,
    tiedLabels: 0,
  });
});

it('names an experiment by its number', () => {
  const nameOf = (id: string) => nameEventRun(EVENT_GRID.find((run) => run.id === id)!);
  expect(nameOf('experiment-6')).toBe('6 XGBoost, SMOTE');
  expect(nameOf('first-transitions')).toBe('no model: transitions');
});
