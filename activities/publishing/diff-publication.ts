import { z } from 'zod';
import type { ArtifactRef } from '../../models/contracts/artifact.ts';
import { PublishingBounds } from '../../models/contracts/project-config.ts';
import { type Basis, listBasisArtifacts } from '../../models/publishing/basis.ts';
import { describeDiff } from '../../models/publishing/describe-diff.ts';
import {
  type ChangeCauses,
  countChanging,
  type PublicationDiff,
  shareChanging,
} from '../../models/publishing/publication-diff.ts';
import { ContractError } from '../../platform/errors.ts';
import { findLive, noteFindings, type PublicationRow } from '../../platform/postgres/publications.ts';
import { comparePlans, countCustomers } from '../../platform/publishing/compare-plans.ts';
import { countHeld } from '../../platform/publishing/count-held.ts';
import { defineStep } from '../../platform/steps/define-step.ts';
import type { ArtifactStore } from '../../platform/store/artifact-store.ts';
import { locateIfThere } from '../../platform/store/locate-if-there.ts';

const Params = z.strictObject({
  publicationId: z.string(),
  bounds: PublishingBounds,
  /** Models that score though tonight's candidate was not released, as rows name them. */
  held: z.strictObject({ champions: z.array(z.string()), standIns: z.array(z.string()) }),
});

/** What is live, as far as it can be scored again. */
export interface LiveBasis {
  strategies: ArtifactRef;
  basis: Basis;
}

const NO_CAUSES: ChangeCauses = {
  dataOnly: 0,
  modelOnly: 0,
  eitherAlone: 0,
  bothNeeded: 0,
  rulesOrSuppression: 0,
};

/**
 * Say what would change for customers against what is live now; the flip that follows holds only for that. What was dropped
 * (`suppressed`) is an input, too, of a plan that says so.
 */
export const diffPublication = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: ['strategies'],
  async run({ params: { publicationId, bounds, held }, call, inputs, duckdb, services }) {
    const { database, store } = services;
    const session = await duckdb();
    const given: Readonly<Record<string, ArtifactRef | undefined>> = call.inputs;
    const live = await findLive(database, call);
    const before = await locateIfThere(store, live?.strategies ?? undefined);
    const after = inputs.strategies;
    const counts =
      before === undefined
        ? {
            customers: await countCustomers(session, after),
            ...{ before: null, same: null, changed: null, added: null, removed: null },
          }
        : await comparePlans(session, { before, after });
    const suppressed = given.suppressed === undefined ? null : store.locate(given.suppressed);
    const found: PublicationDiff = {
      against: live?.publication_id ?? null,
      againstVersion: live?.version ?? null,
      ...counts,
      causes: null,
      unexplained: 'nobody has scored again yet',
      held: await countHeld(session, { before: before ?? null, after, suppressed }, held),
    };
    const unchanged = countChanging(found) === 0;
    const reason = unchanged ? null : await explainSilence(store, live);
    const diff: PublicationDiff = unchanged
      ? { ...found, causes: NO_CAUSES, unexplained: null }
      : { ...found, unexplained: reason ?? found.unexplained };
    const share = shareChanging(diff);
    if (share !== null && share > bounds.maxChangingShare) {
      throw new ContractError(
        `${describeDiff(diff)} That is ${(share * 100).toFixed(1)} % of customers (expected at most ${bounds.maxChangingShare * 100} %: publishing.maxChangingShare); what is live stays`,
      );
    }
    await noteFindings(database, publicationId, { diff });
    const canExplain = !unchanged && reason === null;
    return {
      artifacts: {},
      rows: diff.customers,
      metrics: { changing_share: share },
      value: {
        ...diff,
        live: canExplain ? ({ strategies: live!.strategies!, basis: live!.basis! } as LiveBasis) : null,
      },
    };
  },
});

/** Why nothing can be scored again to tell what changed the offers; null where it can. */
async function explainSilence(
  store: ArtifactStore,
  live: PublicationRow | undefined,
): Promise<string | null> {
  if (live === undefined) return 'nothing was live before';
  if ((await locateIfThere(store, live.strategies ?? undefined)) === undefined)
    return `the rows of version ${live.version} are no longer in the store`;
  if (live.basis === null) return `nothing was kept of what version ${live.version} rests on`;
  for (const [name, artifact] of Object.entries(listBasisArtifacts(live.basis))) {
    if ((await locateIfThere(store, artifact)) === undefined)
      return `the ${name} of version ${live.version} are no longer in the store`;
  }
  return null;
}
