import { expect, it } from 'vitest';
import { loadSqlProject } from '../../../platform/steps/sql-projects.ts';

it('reads a folder of sql/ once', async () => {
  const first = loadSqlProject('affiliate');
  expect(loadSqlProject('affiliate')).toBe(first);
  const { models, audits } = await first;
  expect(models.map(({ name }) => name)).toContain('marts.next_affiliate_snapshots');
  expect(audits.map(({ name }) => name)).toContain('audits.features_before_cut');
});

it('says which folder there is not', async () => {
  await expect(loadSqlProject('absent')).rejects.toThrow('no SQL model in sql/absent (is the name right?)');
});
