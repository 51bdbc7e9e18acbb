import { afterAll, beforeAll, expect, it } from 'vitest';
import { insertModelDecision, listModelDecisions } from '../../../platform/postgres/model-decisions.ts';
import { registerModel } from '../../../platform/postgres/models.ts';
import { artifact } from '../../models/contracts/examples.ts';
import { startTestPostgres, type TestPostgres } from '../../support/start-test-postgres.ts';

const SCOPE = { dataset: 'coworking', pipeline: 'trial-conversion', decision_point: 'last_day' };
let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres?.stop());

it('keeps what people decided about a model, the newest first, and nothing about one that nobody made', async () => {
  const model_id = await registerModel(postgres.database, {
    ...SCOPE,
    ...{ name: 'mlp-ensemble', recipe: null, candidate: artifact('m') },
    ...{ trained_until: '2021-10-01', as_of: '2021-12-15', run_id: 'r1' },
  });
  const who = { actor: 'Kim', reason: 'seen' };
  const approval = { ...SCOPE, ...who, model_id, action: 'approve' as const, until: '2022-01-15' };
  const rollback = { ...SCOPE, ...who, model_id, action: 'rollback' as const, until: null };
  await insertModelDecision(postgres.database, approval);
  await insertModelDecision(postgres.database, rollback);
  expect(await listModelDecisions(postgres.database, model_id)).toMatchObject([rollback, approval]);
  expect(await listModelDecisions(postgres.database, 'mdl_other')).toEqual([]);
  await expect(
    insertModelDecision(postgres.database, { ...approval, model_id: 'mdl_other' }),
  ).rejects.toThrow();
});
