import { beforeEach, expect, it } from 'vitest';
import { promoteModels } from '../../activities/promote-models.ts';
import { NO_CHAMPION } from '../../models/contracts/champion.ts';
import { DEFAULT_POLICY } from '../../models/gates/policy.ts';
import type { Verdict } from '../../models/gates/verdict.ts';
import { findChampion, listChampions } from '../../platform/postgres/champions.ts';
import { insertDecision } from '../../platform/postgres/decisions.ts';
import { registerModel } from '../../platform/postgres/models.ts';
import { artifact, VERDICT } from '../models/contracts/examples.ts';
import { openTestServices } from '../support/open-test-services.ts';
import { runStep } from '../support/step-harness.ts';

const SCOPE = { dataset: 'shop', pipeline: 'affiliate-expansion', decision_point: 'next-affiliate' };
const PROMOTED: Verdict = { ...VERDICT, released: 'candidate', reason: 'every rule passed' };
const { postgres, services } = await openTestServices();
beforeEach(() => postgres.database.query('truncate champions, models, decisions, model_decisions'));

/** The end of a run that made the model of this digit and judged it so. */
async function promote(digit: string, verdict: Verdict, change: object = {}) {
  const run_id = `run ${digit}`;
  const candidate = artifact('model.json', digit);
  const asOf = '2021-12-15';
  const model_id = await registerModel(postgres.database, {
    ...SCOPE,
    ...{ name: verdict.model, recipe: null, candidate, trained_until: '2021-10-01', as_of: asOf, run_id },
  });
  await insertDecision(postgres.database, {
    run_id,
    ...verdict,
    model_id,
    policy: DEFAULT_POLICY,
    actor: 'gate',
  });
  const { value } = await runStep(promoteModels, services, {
    effect: 'external',
    runId: run_id,
    params: {
      asOf,
      dryRun: false,
      verdicts: [verdict],
      candidates: { 'next-affiliate': { judged: candidate, refitted: artifact('all-rows.json', digit) } },
      champions: { 'next-affiliate': NO_CHAMPION },
      ...change,
    },
  });
  return value;
}
const champions = async () =>
  (await listChampions(postgres.database, SCOPE)).map(({ artifact: released }) => released);

it('makes the promoted model, fitted on all rows, the champion, with who and why', async () => {
  const value = await promote('a', PROMOTED);
  const released = { name: VERDICT.model, artifact: artifact('all-rows.json', 'a') };
  expect(value).toEqual({ verdicts: [PROMOTED], released: { 'next-affiliate': released } });
  expect(await findChampion(postgres.database, SCOPE)).toMatchObject({
    artifact: released.artifact,
    candidate: artifact('model.json', 'a'),
    trained_until: '2021-12-15',
    ...{ run_id: 'run a', actor: 'gate', reason: 'every rule passed' },
  });
  await promote('a', PROMOTED);
  expect(await champions()).toHaveLength(1);
});

it('tells the second of two runs that it lost: its verdict says so, and the winner is released', async () => {
  await promote('a', PROMOTED);
  const lost = await promote('b', PROMOTED);
  expect(lost.verdicts).toMatchObject([
    { verdict: 'KEPT', released: 'champion', reason: expect.stringContaining('version 1') },
  ]);
  expect(lost.released['next-affiliate']?.artifact).toEqual(artifact('all-rows.json', 'a'));
  expect(await champions()).toEqual([artifact('all-rows.json', 'a')]);
  const { rows } = await postgres.database.query(
    `select verdict, reason from decisions where run_id = 'run b'`,
  );
  expect(rows).toEqual([{ verdict: 'KEPT', reason: lost.verdicts[0]?.reason }]);
});

it('moves nothing in a dry run, nor for a verdict that is not a promotion', async () => {
  const dry = await promote('a', PROMOTED, { dryRun: true });
  expect(dry.released['next-affiliate']?.artifact).toEqual(artifact('all-rows.json', 'a'));
  const held = await promote('b', { ...VERDICT, verdict: 'HELD', released: null });
  expect(held.released).toEqual({});
  expect(await champions()).toEqual([]);
});

it('releases the champion that the run began with where it is kept', async () => {
  const before = {
    ...{ version: 2, name: 'lightgbm', recipe: null, candidateDigest: 'c'.repeat(64) },
    ...{ trainedUntil: '2021-12-01', asOf: '2021-12-01', approvedUntil: null },
    artifact: artifact('champion.json', 'c'),
  };
  const kept = await promote(
    'b',
    { ...VERDICT, verdict: 'KEPT', released: 'champion' },
    { champions: { 'next-affiliate': { ...NO_CHAMPION, before, live: { version: 2, asOf: '2021-12-01' } } } },
  );
  expect(kept.released).toEqual({ 'next-affiliate': { name: 'lightgbm', artifact: before.artifact } });
});
