import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureSalt, nameSalt } from '../../../platform/postgres/arm-salts.ts';
import { startTestPostgres, type TestPostgres } from '../../support/start-test-postgres.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres?.stop());

it('makes one salt for the same people, whoever asks first, and another one for others', async () => {
  const asked = await Promise.all([1, 2, 3].map(() => ensureSalt(postgres.database, 'shop')));
  const other = await ensureSalt(postgres.database, 'store');
  expect(new Set(asked).size).toBe(1);
  expect(asked[0]).toMatch(/^[0-9a-f]{64}$/);
  expect(other).not.toBe(asked[0]);
});

it('has a name that tells salts apart and says nothing of them', () => {
  expect(nameSalt('salt')).toMatch(/^[0-9a-f]{12}$/);
  expect(nameSalt('salt')).not.toBe(nameSalt('another'));
});
