import { ActivityFailure } from '@temporalio/common';
import { expect, it } from 'vitest';
import type { ArtifactRef } from '../../models/contracts/artifact.ts';
import type { Basis } from '../../models/publishing/basis.ts';
import type { Dag } from '../../workflows/dag.ts';
import { explainChanges, type Replanner } from '../../workflows/explain-changes.ts';
import { artifact, DIFF, LIVE_BASIS } from '../models/contracts/examples.ts';

const OLD = LIVE_BASIS['trial-conversion'];
const NEW: Basis = {
  data: { asOf: '2021-12-15', since: '2021-12-14', artifacts: { landmarks: artifact('landmarks', 'f') } },
  models: { id: 'new', choices: {}, artifacts: {} },
  scores: { predictions: artifact('predictions', 'f') },
};

/** Explain the way from one basis to another; the names of the plans that were made and of those that were compared. */
async function explain(before: Basis, now: Basis, change: Partial<Replanner> = {}) {
  const made: string[] = [];
  const nameOf = ({ data, models }: Pick<Basis, 'data' | 'models'>) => `${data.asOf} by ${models.id}`;
  const replanner: Replanner = {
    async rescore(mix, { own, models }) {
      made.push(`rescore ${mix}: ${nameOf({ data: own.data, models })}`);
      return {};
    },
    async replan(step, basis) {
      made.push(`replan ${step}: ${nameOf(basis)}`);
      return artifact(step);
    },
    ...change,
  };
  let call: { inputs: Record<string, ArtifactRef>; params: { unexplained: string | null } } | undefined;
  const steps = {
    async explainChanges(asked: typeof call) {
      call = asked;
      return { value: DIFF };
    },
  } as unknown as Dag;
  await explainChanges(steps, {
    ...{ publicationId: 'pub_1', diff: DIFF, replanner },
    live: { strategies: artifact('live'), basis: before },
    ...{ strategies: artifact('tonight'), basis: now },
  });
  const compared = Object.entries(call!.inputs).map(([name, { uri }]) => [name, uri.split('/').at(-1)]);
  return { made, compared: Object.fromEntries(compared), unexplained: call!.params.unexplained };
}

it('plans on earlier data and models, and on each with the other of tonight', async () => {
  const { made, compared, unexplained } = await explain(OLD, NEW);
  expect(made).toEqual([
    'replan old: 2021-12-14 by other',
    'rescore new-data: 2021-12-15 by other',
    'replan new-data: 2021-12-15 by other',
    'rescore new-model: 2021-12-14 by new',
    'replan new-model: 2021-12-14 by new',
  ]);
  expect(compared).toEqual({
    ...{ before: 'live', after: 'tonight' },
    ...{ old: 'old', newData: 'new-data', newModel: 'new-model' },
  });
  expect(unexplained).toBeNull();
});

it('scores nothing again where the models are the same: new data alone are what tonight says', async () => {
  const { made, compared } = await explain(OLD, { ...NEW, models: OLD.models });
  expect(made).toEqual(['replan old: 2021-12-14 by other']);
  expect(compared).toMatchObject({ old: 'old', newData: 'tonight', newModel: 'old' });
});

it('nor where the data are the same: the new model alone is what tonight says', async () => {
  const { made, compared } = await explain(OLD, { ...NEW, data: OLD.data });
  expect(made).toEqual(['replan old: 2021-12-14 by other']);
  expect(compared).toMatchObject({ old: 'old', newData: 'old', newModel: 'tonight' });
});

it('says why where something cannot be scored again, and leaves the publication to go on', async () => {
  const failure = new ActivityFailure(
    'failed',
    'scoreTrialCustomers',
    '1',
    'MAXIMUM_ATTEMPTS_REACHED',
    undefined,
    new Error('no column first_site_id'),
  );
  const { compared, unexplained } = await explain(OLD, NEW, { rescore: () => Promise.reject(failure) });
  expect(unexplained).toBe('version 2 could not be scored again: no column first_site_id');
  expect(compared).toEqual({});
});
