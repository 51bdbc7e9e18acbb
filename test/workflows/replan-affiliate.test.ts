import { expect, it } from 'vitest';
import type { Artifacts } from '../../models/contracts/artifact.ts';
import type { Basis } from '../../models/publishing/basis.ts';
import type { Dag } from '../../workflows/dag.ts';
import { replanAffiliate } from '../../workflows/replan-affiliate.ts';
import { artifact, LIVE_BASIS, RUN_CONTEXT } from '../models/contracts/examples.ts';

const OWN = LIVE_BASIS['affiliate-expansion'];

/** Score the data of a run by its models with a change; the steps taken, and the scores by name. */
async function rescore(choices: object, artifacts: Artifacts = {}, own: Basis = OWN) {
  const taken: Record<string, unknown> = {};
  const step = (name: string) => async (call: { step: string; params: object }) => {
    taken[call.step] = call.params;
    return { artifacts: { [name]: artifact(`${name} again`) } };
  };
  const steps = {
    segmentCustomers: step('segments'),
    scoreCustomers: step('next_affiliate'),
    recommendProducts: step('recommendations'),
  } as unknown as Dag;
  const scores = await replanAffiliate(RUN_CONTEXT, steps).rescore('new-model', {
    own,
    models: {
      id: 'new',
      choices: { ...own.models.choices, ...choices },
      artifacts: { ...own.models.artifacts, ...artifacts },
    },
  });
  const again = Object.keys(scores).filter((name) => scores[name]!.uri.endsWith('again'));
  return { taken, again };
}

it('takes over what the same models have said of the same data', async () => {
  expect(await rescore({})).toEqual({ taken: {}, again: [] });
});

it('assigns by another segmentation as it stands, whatever its age', async () => {
  const { taken, again } = await rescore({}, { segmentation: artifact('segmentation', 'f') });
  expect(again).toEqual(['segments']);
  expect(taken).toEqual({
    'rescore-segments-new-model': expect.objectContaining({ asOf: '2021-12-14', keeps: true, since: null }),
  });
});

it('recommends again where another affiliate may be next', async () => {
  const { taken, again } = await rescore(
    { scorer: 'next-affiliate-net' },
    { released: artifact('model', 'f') },
  );
  expect(again.sort()).toEqual(['next_affiliate', 'recommendations']);
  expect(taken).toMatchObject({
    'rescore-next-affiliate-new-model': { scorer: 'next-affiliate-net' },
    'rescore-products-new-model': { scorer: 'ease' },
  });
});

it('gives the baseline of transitions to the data, which it learns from', async () => {
  expect((await rescore({}, { released: artifact('model', 'f') })).again).toEqual([]);
});

it('predicts nothing by models, or of data, that have no next affiliate', async () => {
  expect((await rescore({ scorer: null })).again).toEqual(['recommendations']);
  const { serving, ...artifacts } = OWN.data.artifacts;
  const short = { ...OWN, data: { ...OWN.data, artifacts } };
  expect(serving).toBeDefined();
  expect((await rescore({ scorer: 'next-affiliate-net' }, {}, short)).again).toEqual(['recommendations']);
});

it('ranks again by other trees, and by no other file of the same stand-in', async () => {
  const other = { recommender: artifact('recommender', 'f') };
  expect((await rescore({}, other)).again).toEqual([]);
  const choices = { ...OWN.models.choices, recommender: 'reranker' };
  const own = { ...OWN, models: { ...OWN.models, choices } };
  expect((await rescore({}, {}, own)).again).toEqual([]);
  expect((await rescore({}, other, own)).again).toEqual(['recommendations']);
});

it('carries out another recipe on the same data, in whatever order its settings come', async () => {
  const recipe = { standIn: 'ease', baselineRidge: 500 };
  expect((await rescore({ recipe })).again).toEqual(['recommendations']);
  const own = { ...OWN, models: { ...OWN.models, choices: { ...OWN.models.choices, recipe } } };
  const same = { baselineRidge: 500, standIn: 'ease' };
  expect((await rescore({ recipe: same }, {}, own)).again).toEqual([]);
});
