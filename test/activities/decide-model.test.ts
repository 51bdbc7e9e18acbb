import { beforeEach, describe, expect, it } from 'vitest';
import { decideModel } from '../../activities/decide-model.ts';
import type { Verdict } from '../../models/gates/verdict.ts';
import { findChampion, listChampions, promoteModel } from '../../platform/postgres/champions.ts';
import { insertDecision } from '../../platform/postgres/decisions.ts';
import { modelIdOf, registerModel } from '../../platform/postgres/models.ts';
import { insertRun } from '../../platform/postgres/run-log.ts';
import { artifact, VERDICT } from '../models/contracts/examples.ts';
import { openTestServices } from '../support/open-test-services.ts';

const SCOPE = { dataset: 'coworking', pipeline: 'trial-conversion', decision_point: 'last_day' };
const AS_OF = '2021-12-15';
const MODEL = modelIdOf(SCOPE, artifact('m', 'a'));
const WHO = { actor: 'Kim', reason: 'calibration is off by little' };
const { postgres, services } = await openTestServices();
const decide = decideModel(services);
beforeEach(async () => {
  await postgres.database.query('truncate champions, models, decisions, model_decisions, runs');
  await judge('a', 'HELD');
});

/** A run of a day made the model of this digit, and its gate said so. */
async function judge(digit: string, verdict: Verdict['verdict'], rules: Verdict['rules'] = []) {
  const run_id = `run ${digit}`;
  const of = { workflow_id: `trial-conversion/coworking/${AS_OF}`, pipeline: SCOPE.pipeline };
  await insertRun(postgres.database, {
    ...{ run_id, dataset: SCOPE.dataset, as_of: AS_OF, input: { dataset: 'coworking' } },
    ...of,
  });
  const candidate = artifact('m', digit);
  const made = { name: 'mlp-ensemble', recipe: null, candidate, trained_until: '2021-10-01' };
  const model_id = await registerModel(postgres.database, { ...SCOPE, ...made, as_of: AS_OF, run_id });
  const judged = { ...VERDICT, decision_point: 'last_day', verdict, rules, model_id };
  await insertDecision(postgres.database, { ...judged, run_id, policy: {}, actor: 'gate' });
  return model_id;
}
async function promote(digit: string, asOf: string, expected: number | null) {
  const model_id = await judge(digit, 'PROMOTED');
  const day = { as_of: asOf, trained_until: asOf, run_id: `run ${digit}` };
  const who = { actor: 'gate', reason: 'better', approved_until: null };
  const draft = { ...SCOPE, ...day, ...who, model_id, artifact: artifact('m', digit) };
  expect(await promoteModel(postgres.database, draft, expected)).toBe('promoted');
  return model_id;
}
const approve = (change: object = {}) =>
  decide({ action: 'approve', model: MODEL, until: '2099-01-15', ...WHO, ...change });
const PUBLISH = {
  pipeline: 'trial-conversion',
  workflowId: 'trial-conversion/coworking/2021-12-15',
  input: { dataset: 'coworking', asOf: AS_OF },
};

describe('an approval', () => {
  it('makes the held model, as it was judged, the champion of its day until its expiry, and says what to run', async () => {
    expect(await approve()).toEqual({ champion: 1, publish: PUBLISH });
    expect(await findChampion(postgres.database, SCOPE)).toMatchObject({
      ...{ model_id: MODEL, artifact: artifact('m', 'a'), as_of: AS_OF, trained_until: '2021-10-01' },
      ...{ actor: 'Kim', reason: WHO.reason, approved_until: '2099-01-15' },
    });
    const { rows } = await postgres.database.query(
      'select action, actor, reason, until from model_decisions',
    );
    expect(rows).toEqual([{ action: 'approve', ...WHO, until: '2099-01-15' }]);
  });

  it.each([
    ['twice', {}, /was decided already: approve by Kim until 2099-01-15/],
    ['of an unknown model', { model: `mdl_${'0'.repeat(16)}` }, /there is no model mdl_0+/],
    ['without a reason', { reason: ' ' }, /reason/],
    ['by nobody', { actor: '' }, /actor/],
  ])('is refused %s', async (_, change, message) => {
    await approve();
    await expect(approve(change)).rejects.toThrow(message);
  });

  it('is refused when it is over: before the day that the model is for, or by the clock', async () => {
    await expect(approve({ until: '2021-12-14' })).rejects.toThrow(/invalid expiry: 2021-12-14 .*2021-12-15/);
    await expect(approve({ until: '2022-01-15' })).rejects.toThrow(/invalid expiry: 2022-01-15 .*today/);
    expect(await listChampions(postgres.database, SCOPE)).toEqual([]);
  });

  it('is refused of what is not held', async () => {
    const model = await judge('b', 'PROMOTED');
    await expect(approve({ model })).rejects.toThrow(`${model} is PROMOTED`);
  });

  it.each(['point-in-time-append', 'shuffled-labels'])('mends no leak: %s', async (rule) => {
    const leak = {
      rule,
      value: 3,
      bound: 0,
      low: null,
      high: null,
      n: 9,
      pass: false,
    };
    const model = await judge('b', 'HELD', [leak]);
    await expect(approve({ model })).rejects.toThrow(/know the future/);
  });

  it('does not replace a champion of a later day', async () => {
    await promote('b', '2021-12-16', null);
    await expect(approve()).rejects.toMatchObject({ type: 'UsageError', message: /later day/ });
  });
});

it('a refusal is recorded and moves nothing', async () => {
  expect(await decide({ action: 'refuse', model: MODEL, ...WHO })).toEqual({ champion: null, publish: null });
  expect(await listChampions(postgres.database, SCOPE)).toEqual([]);
  await expect(approve()).rejects.toThrow(/decided already: refuse by Kim/);
});

describe('a rollback', () => {
  it('makes the champion before the champion again, under a version of its own', async () => {
    const first = await promote('b', '2021-12-10', null);
    const second = await promote('c', '2021-12-15', 1);
    expect(await decide({ action: 'rollback', model: second, ...WHO })).toMatchObject({ champion: 3 });
    expect(await findChampion(postgres.database, SCOPE)).toMatchObject({
      ...{ model_id: first, as_of: '2021-12-15', trained_until: '2021-12-10', actor: 'Kim' },
      reason: `back to version 1: ${WHO.reason}`,
    });
  });

  it('needs a champion, and one before it', async () => {
    await expect(decide({ action: 'rollback', model: MODEL, ...WHO })).rejects.toThrow(/is not the champion/);
    const model = await promote('b', '2021-12-15', null);
    await expect(decide({ action: 'rollback', model, ...WHO })).rejects.toThrow(
      /no champion before version 1/,
    );
  });
});
