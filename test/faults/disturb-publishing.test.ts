import { expect, it } from 'vitest';
import { disturbPublishing } from './disturb-publishing.ts';

it('a publisher that is killed, a PostgreSQL that goes away and two publishers at once lose and double nothing', {
  timeout: 300_000,
}, async () => {
  const { faults } = await disturbPublishing({ rows: 60, seed: 1, kills: 2, restarts: 1, races: 1 });
  expect(faults).toEqual([]);
});
