import { writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { decideRecommender } from '../../../activities/affiliate/decide-recommender.ts';
import { decideModel } from '../../../activities/decide-model.ts';
import { findChampions } from '../../../activities/find-champions.ts';
import { promoteModels } from '../../../activities/promote-models.ts';
import type { ArtifactRef } from '../../../models/contracts/artifact.ts';
import type { FoundChampion } from '../../../models/contracts/champion.ts';
import { DEFAULT_POLICY } from '../../../models/gates/policy.ts';
import type { RecommenderChampion, RecommenderPast } from '../../../models/gates/recommender-comparison.ts';
import type { RecommenderEvidence } from '../../../models/gates/recommender-evidence.ts';
import { DEFAULT_RECIPE } from '../../../models/recommender/recipe.ts';
import { modelIdOf } from '../../../platform/postgres/models.ts';
import { insertRun } from '../../../platform/postgres/run-log.ts';
import { openTestServices } from '../../support/open-test-services.ts';
import { giveArtifacts, runStep } from '../../support/step-harness.ts';

const POINT = 'recommender';
const SCOPE = { dataset: 'shop', pipeline: 'affiliate-expansion', decision_point: POINT };
const { postgres, services } = await openTestServices();
beforeEach(() => postgres.database.query('truncate champions, models, decisions, model_decisions, runs'));

/** Ahead of something by so much NDCG@10, give or take .01. */
const ahead = (difference: number) => ({
  ...{ model: 0.12 + difference, reference: 0.12, difference, rows: 900, groups: 900 },
  ...{
    lower: difference - 0.008,
    upper: difference + 0.008,
    low: difference - 0.01,
    high: difference + 0.01,
  },
});
const evidenceOf = (lead: number): RecommenderEvidence => ({
  ...{ rows: 900, outcomes: 4_000 },
  ...{ ease: ahead(lead), popularity: ahead(lead + 0.02) },
});
const EARLIER: RecommenderPast['earlier'] = [
  { cut: -184, rows: 400, model: 0.88, reference: 0.9 },
  { cut: -153, rows: 500, model: 0.87, reference: 0.9 },
];
/** A champion by itself, and how far the candidate is ahead of it. */
const beside = (candidateLead: number): RecommenderChampion => ({
  ...{ basis: 'refit', evidence: evidenceOf(0.02) },
  ...{ logLoss: ahead(-candidateLead), score: ahead(candidateLead) },
});

async function give(name: string): Promise<ArtifactRef> {
  const write = (path: string) => writeFileSync(path, name);
  return (await giveArtifacts(services, { [name]: { file: `${name}.json`, rows: 0, write } }))[name]!;
}
async function find(asOf: string): Promise<FoundChampion> {
  const params = { asOf, points: [POINT], timeZone: 'Asia/Seoul' };
  const { value } = await runStep(findChampions, services, { effect: 'external', params });
  return value[POINT]!;
}

/** A night as of a day, from its candidate's lead over EASE and over the champion to what is released. */
async function spend(asOf: string, { lead, over = null }: { lead: number; over?: number | null }) {
  const [judged, refitted, found] = [
    await give(`as of ${asOf}`),
    await give(`all of ${asOf}`),
    await find(asOf),
  ];
  const runId = `run ${asOf}`;
  const run = { run_id: runId, workflow_id: `affiliate-expansion/shop/${asOf}`, as_of: asOf, input: {} };
  await insertRun(postgres.database, { ...run, dataset: SCOPE.dataset, pipeline: SCOPE.pipeline });
  const decided = await runStep(decideRecommender, services, {
    ...{ step: 'decide-recommender', effect: 'decision', runId },
    params: {
      ...{ asOf, decisionPoint: POINT, recipe: DEFAULT_RECIPE, artifact: judged, found },
      ...{ evidence: evidenceOf(lead), metrics: { ndcg_at_10: 0.12 + lead } },
      ...{ champion: over === null ? null : beside(over), policy: DEFAULT_POLICY },
      past: { refused: null, earlier: over === null ? EARLIER : [], testCut: -92 },
    },
    inputs: {},
  });
  const { verdict } = decided.value;
  const promoted = await runStep(promoteModels, services, {
    ...{ step: 'promote-recommender', effect: 'external', runId },
    params: {
      ...{ asOf, dryRun: false, verdicts: [verdict], champions: { [POINT]: found } },
      candidates: verdict.released === 'candidate' ? { [POINT]: { judged, refitted } } : {},
    },
    inputs: {},
  });
  return { verdict, judged, refitted, released: promoted.value.released[POINT]?.artifact };
}

describe('nights of a recommender', () => {
  it('the first that passes is released as it was trained on all, and ranks until one is surely better', async () => {
    const first = await spend('2021-12-15', { lead: 0.02 });
    expect(first.verdict).toMatchObject({
      verdict: 'PROMOTED',
      decision_point: POINT,
      released: 'candidate',
    });
    expect(first.verdict.rules.map(({ rule }) => rule)).toContain('earlier-cuts');
    expect(first.released).toEqual(first.refitted);
    const second = await spend('2021-12-16', { lead: 0.02, over: 0 });
    expect(second.verdict).toMatchObject({ verdict: 'KEPT', comparison: { basis: 'refit' } });
    expect(second.released).toEqual(first.refitted);
    const third = await spend('2021-12-17', { lead: 0.04, over: 0.02 });
    expect(third.verdict).toMatchObject({ verdict: 'PROMOTED', released: 'candidate' });
    expect(third.released).toEqual(third.refitted);
    expect((await find('2021-12-18')).before).toMatchObject({
      ...{ version: 2, trainedUntil: '2021-12-17', recipe: DEFAULT_RECIPE },
      candidateDigest: third.judged.digest,
    });
  });

  it('one that is held ranks once a person approves it', async () => {
    const held = await spend('2021-12-15', { lead: -0.02 });
    expect(held.verdict).toMatchObject({ verdict: 'HELD', released: null });
    expect(held.released).toBeUndefined();
    const decide = decideModel(services);
    const model = modelIdOf(SCOPE, held.judged);
    const who = { model, actor: 'Kim', reason: 'lists read well' };
    expect(await decide({ action: 'approve', until: '2099-01-15', ...who })).toMatchObject({
      ...{ champion: 1, publish: { pipeline: SCOPE.pipeline, input: { asOf: '2021-12-15' } } },
    });
    const next = await spend('2021-12-16', { lead: -0.02, over: 0 });
    expect(next.verdict).toMatchObject({ verdict: 'KEPT', released: 'champion' });
    // As it was judged, to the byte.
    expect(next.released).toEqual(held.judged);
    await expect(decide({ action: 'rollback', ...who })).rejects.toThrow(
      'there is no champion before version 1',
    );
  });

  it('a later champion is rolled back to the one before, which then ranks', async () => {
    const first = await spend('2021-12-15', { lead: 0.02 });
    const second = await spend('2021-12-16', { lead: 0.04, over: 0.02 });
    expect(second.verdict.verdict).toBe('PROMOTED');
    const decide = decideModel(services);
    const who = { actor: 'Kim', reason: 'customers complain of the lists' };
    await decide({ action: 'rollback', model: modelIdOf(SCOPE, second.judged), ...who });
    const third = await spend('2021-12-17', { lead: 0.02, over: 0 });
    expect(third.verdict).toMatchObject({ verdict: 'KEPT', released: 'champion' });
    expect(third.released).toEqual(first.refitted);
  });

  it('one that is held and refused never ranks, and nobody may approve it any more', async () => {
    const held = await spend('2021-12-15', { lead: -0.02 });
    const decide = decideModel(services);
    const who = { model: modelIdOf(SCOPE, held.judged), actor: 'Kim', reason: 'lists read badly' };
    expect(await decide({ action: 'refuse', ...who })).toEqual({ champion: null, publish: null });
    await expect(decide({ action: 'approve', until: '2099-01-15', ...who })).rejects.toThrow(
      'was decided already: refuse by Kim: lists read badly',
    );
    const next = await spend('2021-12-16', { lead: -0.02 });
    expect(next.verdict).toMatchObject({ verdict: 'HELD', released: null });
  });
});
