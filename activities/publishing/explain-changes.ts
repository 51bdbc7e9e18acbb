import { z } from 'zod';
import type { ArtifactRef } from '../../models/contracts/artifact.ts';
import { PublicationDiff } from '../../models/publishing/publication-diff.ts';
import { UsageError } from '../../platform/errors.ts';
import { noteFindings } from '../../platform/postgres/publications.ts';
import { countCauses } from '../../platform/publishing/count-causes.ts';
import { defineStep } from '../../platform/steps/define-step.ts';

const Params = z.strictObject({
  publicationId: z.string(),
  diff: PublicationDiff,
  /** Why nothing could be scored again; null where it was. */
  unexplained: z.string().nullable(),
});

/** Strategies that causes are counted from. */
const PLANS = ['before', 'after', 'old', 'newData', 'newModel'] as const;

/** Count why offers change, from what tonight's rules make of earlier data and models, or keep why that is not known. */
export const explainChanges = defineStep({
  module: import.meta.url,
  params: Params,
  // All five plans, or none where nothing could be scored again.
  inputs: [],
  async run({ params: { publicationId, diff: found, unexplained }, call, duckdb, services }) {
    const { database, store } = services;
    const given: Readonly<Record<string, ArtifactRef | undefined>> = call.inputs;
    const locate = (name: (typeof PLANS)[number]) => {
      const plan = given[name];
      if (plan === undefined)
        throw new UsageError(`no plan ${name} to compare (expected ${PLANS.join(', ')})`);
      return store.locate(plan);
    };
    const causes =
      unexplained === null
        ? await countCauses(await duckdb(), {
            before: locate('before'),
            after: locate('after'),
            old: locate('old'),
            newData: locate('newData'),
            newModel: locate('newModel'),
          })
        : null;
    const diff: PublicationDiff = { ...found, causes, unexplained };
    await noteFindings(database, publicationId, { diff });
    return { artifacts: {}, rows: 0, metrics: { ...causes }, value: diff };
  },
});
