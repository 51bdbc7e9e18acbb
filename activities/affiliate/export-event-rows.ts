import { z } from 'zod';
import { EVENT_SPLITS, type EventPopulation } from '../../models/events/event-grid.ts';
import { type EventRows, takeEventRows } from '../../models/events/event-rows.ts';
import { countTied, explainDoubt, explainUnfittable } from '../../models/events/judge-events.ts';
import { splitEvents } from '../../models/splits/split-events.ts';
import { writeEventFile } from '../../platform/matrices/event-file.ts';
import { defineStep, type OutputFile } from '../../platform/steps/define-step.ts';
import { type NumberedEvents, readEvents } from './read-events.ts';

const POPULATIONS = ['first', 'expanded'] as const satisfies readonly EventPopulation[];
const PARTS = ['training', 'validation', 'test'] as const;

/** Split the specification's two sets by customer and by time, and write each part; say what they cannot judge. */
export const exportEventRows = defineStep({
  module: import.meta.url,
  params: z.strictObject({ minRows: z.int().positive() }),
  inputs: ['extension_events', 'affiliates'],
  libraries: ['duckdb'],
  async run({ params, inputs, duckdb, output }) {
    const events = await readEvents(await duckdb(), inputs);
    const artifacts: Record<string, OutputFile> = {};
    const metrics: Record<string, number | string> = {};
    let reason: string | null = null;
    for (const population of POPULATIONS) {
      const { rows, tiedStarts } = takePopulation(events, population);
      metrics[`${population}_rows`] = rows.customers.length;
      metrics[`${population}_customers`] = new Set(rows.customers).size;
      metrics[`${population}_tied_starts`] = tiedStarts;
      metrics[`${population}_tied_labels`] = countTied(rows);
      for (const split of EVENT_SPLITS) {
        const uses = splitEvents(rows, split);
        const take = (part: (typeof PARTS)[number]) =>
          takeEventRows(
            rows,
            uses.flatMap((use, row) => (use === part ? [row] : [])),
          );
        const parts = { training: take('training'), validation: take('validation'), test: take('test') };
        reason ??= explainUnfittable(parts);
        const doubt = explainDoubt(parts.test, params);
        if (doubt !== null) metrics[`${population}_${split}_doubt`] = doubt;
        if (split === 'time') metrics[`${population}_test_from`] = parts.test.days.toSorted()[0] ?? '';
        for (const part of PARTS) {
          const name = `${population}_${split}_${part}`;
          const file = `${name}.arrow`;
          await writeEventFile(output(file), parts[part]);
          artifacts[name] = { file, rows: parts[part].customers.length };
          metrics[name] = parts[part].customers.length;
        }
      }
    }
    if (reason !== null) metrics.unfittable = reason;
    return { artifacts, rows: events.rows.customers.length, metrics, value: { reason } };
  },
});

function takePopulation(
  { rows, eventNumbers, runSizes }: NumberedEvents,
  population: EventPopulation,
): { rows: EventRows; tiedStarts: number } {
  const taken = rows.customers.flatMap((_, row) =>
    population === 'expanded' || eventNumbers[row] === 1 ? [row] : [],
  );
  return { rows: takeEventRows(rows, taken), tiedStarts: taken.filter((row) => runSizes[row]! > 1).length };
}
