import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type EventRows, takeEventRows } from '../../../models/events/event-rows.ts';
import { readEventFile, writeEventFile } from '../../../platform/matrices/event-file.ts';
import { plantEvents } from '../../models/events/planted-events.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';

const events = plantEvents(30, 1);

it.each([
  ['thirty rows', events],
  ['no row', takeEventRows(events, [])],
])('returns what was written: %s', async (_, rows) => {
  const path = join(makeTemporaryDirectory(), 'events.arrow');
  await writeEventFile(path, rows);
  expect(toPlain(await readEventFile(path))).toEqual(toPlain(rows));
});

it('gives equal bytes for equal rows', async () => {
  const [first, second] = ['first', 'second'].map((name) => join(makeTemporaryDirectory(), name));
  await writeEventFile(first!, events);
  await writeEventFile(second!, events);
  expect(readFileSync(first!)).toEqual(readFileSync(second!));
});

/** Whatever kind of array holds them. */
function toPlain({ table, ...rows }: EventRows) {
  const { numbers, categories } = table;
  return {
    ...rows,
    numbers: Object.entries(numbers).map(([name, values]) => [name, Array.from(values)]),
    categories: Object.entries(categories).map(([name, values]) => [name, Array.from(values)]),
  };
}
