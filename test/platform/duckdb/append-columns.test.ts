import { expect, it } from 'vitest';
import { openTestSession } from './open-test-session.ts';

it('returns what was put in', async () => {
  const session = await openTestSession();
  const id = Int32Array.from({ length: 3000 }, (_, i) => i);
  const score = Float64Array.from(id, (i) => (i === 5 ? Number.NaN : i / 7));
  const share = Float32Array.from(id, (i) => i / 8);
  const customer = Array.from(id, (i) => (i === 6 ? null : `M${i}`));
  await session.run('create schema predictions');
  await session.appendColumns('predictions.scores', { id, score, share, customer });
  const table = await session.columns('from predictions.scores order by id');
  expect(table).toEqual({ rows: 3000, columns: { id, score, share, customer } });
  expect(await session.rows('select id from predictions.scores where score is null')).toEqual([{ id: 5 }]);
});

it('replaces the table', async () => {
  const session = await openTestSession();
  await session.appendColumns('scores', { id: Int32Array.of(1, 2) });
  await session.appendColumns('scores', { customer: ['M1'] });
  expect(await session.rows('from scores')).toEqual([{ customer: 'M1' }]);
});

it('refuses columns of different lengths', async () => {
  const session = await openTestSession();
  const columns = { id: Int32Array.of(1, 2), score: Float32Array.of(1) };
  await expect(session.appendColumns('scores', columns)).rejects.toThrow(
    'column score: 1 values (expected 2, as in the first column)',
  );
});
