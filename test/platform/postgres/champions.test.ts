import { beforeEach, describe, expect, it } from 'vitest';
import {
  type ChampionDraft,
  findChampion,
  findChampionBefore,
  listChampions,
  promoteModel,
  toChampion,
} from '../../../platform/postgres/champions.ts';
import { insertDecision } from '../../../platform/postgres/decisions.ts';
import { listJudgements, modelIdOf, registerModel } from '../../../platform/postgres/models.ts';
import { artifact, VERDICT } from '../../models/contracts/examples.ts';
import { openTestDatabase } from '../../support/start-test-postgres.ts';

const SCOPE = { dataset: 'coworking', pipeline: 'trial-conversion', decision_point: 'last_day' };
const RECIPE = { name: 'logistic-regression', params: { weightDecay: 0.01 } };

const database = await openTestDatabase();
beforeEach(() => database.query('truncate champions, models, decisions, model_decisions'));

/** A model of this digit's bytes becomes the champion of a day. */
async function promote(digit: string, asOf: string, expected: number | null, change: object = {}) {
  const scope = { ...SCOPE, ...change };
  const model = await registerModel(database, {
    ...scope,
    ...{ name: RECIPE.name, recipe: RECIPE, candidate: artifact('model.json', digit) },
    ...{ trained_until: '2021-10-01', as_of: asOf, run_id: `run ${digit}` },
  });
  const draft: ChampionDraft = {
    ...scope,
    model_id: model,
    artifact: artifact('released.json', digit),
    ...{ trained_until: asOf, as_of: asOf, run_id: `run ${digit}` },
    ...{ actor: 'gate', reason: 'better', approved_until: null },
    ...change,
  };
  return promoteModel(database, draft, expected);
}
const history = async () =>
  (await listChampions(database, SCOPE)).map(({ version, as_of, state }) => [version, as_of, state]);

describe('registerModel', () => {
  it('knows a model by its bytes and decision point, and keeps it as it was first made', async () => {
    await promote('a', '2021-12-14', null);
    await promote('a', '2021-12-15', 1);
    const { rows } = await database.query('select model_id, as_of, run_id, recipe from models');
    expect(rows).toEqual([
      {
        model_id: modelIdOf(SCOPE, artifact('model.json', 'a')),
        as_of: '2021-12-14',
        run_id: 'run a',
        recipe: RECIPE,
      },
    ]);
    expect(modelIdOf({ ...SCOPE, decision_point: 'stay_3h' }, artifact('x', 'a'))).not.toBe(
      rows[0]?.model_id,
    );
  });
});

describe('listJudgements', () => {
  it('lists what gates said of the models of each point, the newest first', async () => {
    await promote('a', '2021-12-14', null);
    await promote('b', '2021-12-15', 1);
    for (const [run, digit] of [
      ['r1', 'a'],
      ['r2', 'b'],
      ['r3', 'b'],
    ] as const) {
      await insertDecision(database, {
        ...VERDICT,
        ...{ run_id: run, decision_point: 'last_day', policy: {}, actor: 'gate', metrics: { auc: 0.7 } },
        model_id: modelIdOf(SCOPE, artifact('model.json', digit)),
      });
    }
    const found = await listJudgements(database, { dataset: 'coworking' }, { limit: 2 });
    expect(found.map(({ run_id, as_of }) => [run_id, as_of])).toEqual([
      ['r3', '2021-12-15'],
      ['r2', '2021-12-15'],
    ]);
    expect(found[0]).toMatchObject({ ...SCOPE, verdict: 'PROMOTED', metrics: { auc: 0.7 } });
    expect(await listJudgements(database, { dataset: 'other' }, { limit: 2 })).toEqual([]);
  });
});

describe('promoteModel', () => {
  it('moves the pointer and keeps who it was on before, when and why', async () => {
    expect(await findChampion(database, SCOPE)).toBeUndefined();
    expect(await promote('a', '2021-12-14', null)).toBe('promoted');
    expect(await promote('b', '2021-12-15', 1)).toBe('promoted');
    expect(await history()).toEqual([
      [2, '2021-12-15', 'live'],
      [1, '2021-12-14', 'replaced'],
    ]);
    const live = await findChampion(database, SCOPE);
    expect(live).toMatchObject({ actor: 'gate', reason: 'better', run_id: 'run b', name: RECIPE.name });
    expect(toChampion(live!)).toEqual({
      version: 2,
      name: RECIPE.name,
      recipe: RECIPE,
      candidateDigest: 'b'.repeat(64),
      artifact: artifact('released.json', 'b'),
      trainedUntil: '2021-12-15',
      asOf: '2021-12-15',
      approvedUntil: null,
    });
  });

  it('changes nothing when it is repeated', async () => {
    await promote('a', '2021-12-14', null);
    expect(await promote('a', '2021-12-14', null)).toBe('promoted');
    expect(await history()).toEqual([[1, '2021-12-14', 'live']]);
  });

  it('lets one of two runs win that began from the same champion', async () => {
    await promote('a', '2021-12-14', null);
    const outcomes = await Promise.all([promote('b', '2021-12-15', 1), promote('c', '2021-12-15', 1)]);
    expect(outcomes.sort()).toEqual(['overtaken', 'promoted']);
    expect(await history()).toHaveLength(2);
  });

  it('leaves alone a champion of a later day, and other datasets, pipelines and points', async () => {
    await promote('a', '2021-12-15', null);
    expect(await promote('b', '2021-12-14', 1)).toBe('older');
    for (const change of [{ dataset: 'other' }, { pipeline: 'propensity' }, { decision_point: 'stay_3h' }])
      expect(await promote('b', '2021-12-14', null, change)).toBe('promoted');
    expect(await history()).toEqual([[1, '2021-12-15', 'live']]);
  });
});

describe('findChampionBefore', () => {
  it('shows a day the newest of days before it', async () => {
    await promote('a', '2021-12-14', null);
    await promote('b', '2021-12-15', 1);
    const versionBefore = async (asOf: string) => (await findChampionBefore(database, SCOPE, asOf))?.version;
    expect([
      await versionBefore('2021-12-16'),
      await versionBefore('2021-12-15'),
      await versionBefore('2021-12-14'),
    ]).toEqual([2, 1, undefined]);
  });
});
