import { afterAll, beforeAll, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../../models/gates/policy.ts';
import type { Verdict } from '../../../models/gates/verdict.ts';
import { insertDecision, reviseDecision } from '../../../platform/postgres/decisions.ts';
import { startTestPostgres, type TestPostgres } from '../../support/start-test-postgres.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres?.stop());

const rule = (name: string, pass: boolean) => ({
  rule: name,
  value: 0.5,
  bound: 0.4,
  low: 0.3,
  high: 0.7,
  n: 9,
  pass,
});
const decide = (verdict: Partial<Verdict>) =>
  insertDecision(postgres.database, {
    run_id: 'r1',
    model: 'next-affiliate-net',
    decision_point: 'nightly',
    verdict: 'PROMOTED',
    rules: [rule('accuracy', true)],
    policy: DEFAULT_POLICY,
    actor: 'gate',
    ...verdict,
  });
const listDecisions = async () =>
  (await postgres.database.query('select * from decisions order by decision_point')).rows;

it('records a verdict with rules, policy, actor and reason; a repeated one replaces it', async () => {
  await decide({});
  expect(await listDecisions()).toEqual([
    {
      run_id: 'r1',
      model: 'next-affiliate-net',
      decision_point: 'nightly',
      verdict: 'PROMOTED',
      rules: [rule('accuracy', true)],
      policy: DEFAULT_POLICY,
      actor: 'gate',
      reason: 'every rule passed',
      decided_at: expect.any(Date),
      model_id: null,
      metrics: {},
    },
  ]);
  const rules = [rule('accuracy', false), rule('macro-f1', true), rule('log-loss', false)];
  await decide({ verdict: 'HELD', rules });
  expect(await listDecisions()).toEqual([
    expect.objectContaining({ verdict: 'HELD', rules, reason: 'failed: accuracy, log-loss' }),
  ]);
});

it('keeps the decision points of a model apart; one without any has an empty one', async () => {
  await decide({ decision_point: null });
  expect((await listDecisions()).map((row) => row.decision_point)).toEqual(['', 'nightly']);
});

it('can be revised without losing what led to it', async () => {
  await decide({ reason: 'better than version 3' });
  const revised = { run_id: 'r1', model: 'next-affiliate-net', decision_point: 'nightly', rules: [] };
  await reviseDecision(postgres.database, { ...revised, verdict: 'KEPT', reason: 'overtaken' });
  expect((await listDecisions()).find((row) => row.decision_point === 'nightly')).toMatchObject({
    verdict: 'KEPT',
    reason: 'overtaken',
    rules: [rule('accuracy', true)],
  });
});
