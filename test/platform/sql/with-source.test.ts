import { expect, it } from 'vitest';
import { withSource } from '../../../platform/sql/with-source.ts';

it('gives what the work gives', async () => {
  expect(await withSource('a.sql', async () => 7)).toBe(7);
});

it('puts the file before the message and keeps the cause', async () => {
  const cause = new Error('Binder Error');
  const failing = withSource('a.sql', () => Promise.reject(cause));
  await expect(failing).rejects.toMatchObject({ message: 'a.sql: Binder Error', cause });
});

it('leaves cancellation as it is', async () => {
  const abort = Object.assign(new Error('cancelled'), { name: 'AbortError' });
  await expect(withSource('a.sql', () => Promise.reject(abort))).rejects.toBe(abort);
});
