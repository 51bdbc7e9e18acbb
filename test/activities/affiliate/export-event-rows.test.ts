import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportEventRows } from '../../../activities/affiliate/export-event-rows.ts';
import { readEvents } from '../../../activities/affiliate/read-events.ts';
import type { ArtifactRef, Artifacts } from '../../../models/contracts/artifact.ts';
import { EVENT_SPLITS } from '../../../models/events/event-grid.ts';
import { readEventFile } from '../../../platform/matrices/event-file.ts';
import type { StepServices } from '../../../platform/steps/services.ts';
import { openTestSession } from '../../platform/duckdb/open-test-session.ts';
import { createServices, giveArtifacts, runStep } from '../../support/step-harness.ts';
import { createTemporaryDirectory } from '../../support/temporary-directory.ts';
import { makeEventRows } from './make-event-rows.ts';

const directory = createTemporaryDirectory();
const services: StepServices = createServices(directory);
let made: Awaited<ReturnType<typeof makeEventRows>>;
beforeAll(async () => {
  made = await makeEventRows(services, { profile: 'demo', customers: 600 });
}, 120_000);
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const pathOf = (ref: ArtifactRef | undefined) => services.store.locate(ref!);
const readPart = (name: string) => readEventFile(pathOf((made.exported.artifacts as Artifacts)[name]));
const PARTS = ['training', 'validation', 'test'] as const;

describe.each(['first', 'expanded'] as const)('the rows of %s', (population) => {
  it.each(EVENT_SPLITS)(
    'split by %s have no count of their own label, and no customer on two sides',
    async (split) => {
      const seen = new Map<string, string>();
      for (const part of PARTS) {
        const { customers, next, used, table } = await readPart(`${population}_${split}_${part}`);
        expect(customers.length).toBe(made.exported.metrics[`${population}_${split}_${part}`]);
        for (const [row, customer] of customers.entries()) {
          expect(seen.get(customer) ?? part).toBe(part);
          seen.set(customer, part);
          for (const [place, code] of next.columns.entries()) {
            const cell = row * next.columns.length + place;
            if (next.values[cell] === 0) continue;
            expect(table.numbers[`visits.${code}`]![row]).toBe(0);
            expect(used.values[cell]).toBe(0);
          }
        }
      }
      if (population === 'first') expect(seen.size).toBe(made.exported.metrics.first_rows);
    },
  );

  it('split by time test on nothing older than what was learnt from', async () => {
    const [training, , test] = await Promise.all(PARTS.map((part) => readPart(`${population}_time_${part}`)));
    expect(training!.days.toSorted().at(-1)! <= test!.days.toSorted()[0]!).toBe(true);
    expect(made.exported.metrics[`${population}_test_from`]).toBe(test!.days.toSorted()[0]);
  });
});

it('says how many rows, customers and ties there are, and that so few cannot judge', async () => {
  const { metrics, value } = made.exported;
  const session = await openTestSession();
  const [counted] = await session.rows(
    `select count(*)::integer as rows, count(distinct customer_id)::integer as customers,
       (count(*) filter (where len(run_affiliates) > 1))::integer as starts,
       (count(*) filter (where len(next_affiliates) > 1))::integer as labels
     from read_parquet($path)`,
    { path: pathOf(made.tables.extension_events) },
  );
  expect({
    rows: metrics.expanded_rows,
    customers: metrics.expanded_customers,
    starts: metrics.expanded_tied_starts,
    labels: metrics.expanded_tied_labels,
  }).toEqual(counted);
  expect(metrics.first_rows).toBe(metrics.expanded_customers);
  expect(metrics.first_customer_doubt).toMatch(/^\d+ test rows \(at least 300\)$/);
  expect(value).toEqual({ reason: null });
});

it('reads missing as missing: no gap of one visit, no product of a partner', async () => {
  const { rows } = await readEvents(await openTestSession(), {
    extension_events: pathOf(made.tables.extension_events),
    affiliates: pathOf(made.tables.affiliates),
  });
  const { numbers, categories } = rows.table;
  const ofOne = rows.customers.flatMap((_, row) => (numbers.run_visits![row] === 1 ? [row] : []));
  expect(ofOne.length).toBeGreaterThan(0);
  expect(ofOne.every((row) => Number.isNaN(numbers.mean_gap_days![row]))).toBe(true);
  const atCinema = rows.customers.flatMap((_, row) =>
    categories.current_affiliate![row] === 'C01' ? [row] : [],
  );
  expect(atCinema.every((row) => categories.top_product![row] === null)).toBe(true);
});

it('says that there is nothing to learn from where nobody came to a second affiliate', async () => {
  const session = await openTestSession();
  const none = await giveArtifacts(services, {
    none: {
      file: 'events.parquet',
      rows: 0,
      write: (path) =>
        session.copyToParquet(
          {
            query: 'select * from read_parquet($from) where false',
            params: { from: pathOf(made.tables.extension_events) },
          },
          path,
          { orderBy: ['customer_id'] },
        ),
    },
  });
  const { value, metrics } = await runStep(exportEventRows, services, {
    step: 'export-event-rows',
    params: { minRows: 300 },
    inputs: { extension_events: none.none, affiliates: made.tables.affiliates },
  });
  expect(value).toEqual({ reason: '0 training rows (at least 40)' });
  expect(metrics).toMatchObject({ expanded_rows: 0, unfittable: '0 training rows (at least 40)' });
});
