import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { listReadings, saveReadings } from '../../../platform/postgres/lift-readings.ts';
import { READING } from '../../models/lift/sketch-reading.ts';
import { startTestPostgres, type TestPostgres } from '../../support/start-test-postgres.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres?.stop());
beforeEach(() => postgres.database.query('truncate lift_readings'));

const scope = { dataset: 'shop', pipeline: 'affiliate-expansion' };
const open = { ...READING, state: 'open' as const, isFinal: false };
const save = (asOf: string, reading = READING, change: object = {}) =>
  saveReadings(postgres.database, { ...scope, asOf, runId: `run ${asOf}`, ...change }, [reading]);
const days = async () => (await listReadings(postgres.database, scope)).map(({ as_of }) => as_of);

it('gives back what was kept', async () => {
  await save('2021-12-15');
  expect(await listReadings(postgres.database)).toEqual([
    { ...scope, reading: READING, as_of: '2021-12-15', run_id: 'run 2021-12-15', read_at: expect.any(Date) },
  ]);
});

it('lets a later day, and no earlier one, take the place of an open reading', async () => {
  await save('2021-12-15', open);
  await save('2021-12-16', open);
  await save('2021-12-14', open);
  expect(await days()).toEqual(['2021-12-16']);
});

it('keeps the final reading that was taken first', async () => {
  await save('2021-12-15', open);
  await save('2021-12-16');
  await save('2021-12-17', { ...READING, lift: 0.5 });
  expect(await listReadings(postgres.database, scope)).toMatchObject([
    { as_of: '2021-12-16', reading: { lift: READING.lift } },
  ]);
});

it('keeps rounds, actions and datasets apart', async () => {
  await save('2021-12-15');
  await save('2021-12-15', { ...READING, round: 2 });
  await save('2021-12-15', { ...READING, action: 'keep' });
  await save('2021-12-15', READING, { dataset: 'store' });
  expect(await listReadings(postgres.database, scope)).toHaveLength(3);
  expect(await listReadings(postgres.database, { pipeline: 'affiliate-expansion' })).toHaveLength(4);
  expect(await listReadings(postgres.database, { pipeline: 'trial-conversion' })).toEqual([]);
});
