import { z } from 'zod';
import { PublishingBounds } from '../../models/contracts/project-config.ts';
import { describeDiff } from '../../models/publishing/describe-diff.ts';
import { type PublicationDiff, shareChanging } from '../../models/publishing/publication-diff.ts';
import { ContractError } from '../../platform/errors.ts';
import { findLive, noteFindings } from '../../platform/postgres/publications.ts';
import { comparePlans, countCustomers } from '../../platform/publishing/compare-plans.ts';
import { defineStep } from '../../platform/steps/define-step.ts';
import { locateIfThere } from '../../platform/store/locate-if-there.ts';

const Params = z.strictObject({ publicationId: z.string(), bounds: PublishingBounds });

/** Say what would change for customers against what is live now; the flip that follows holds only for that. */
export const diffPublication = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: ['strategies'],
  async run({ params: { publicationId, bounds }, call, inputs, duckdb, services }) {
    const session = await duckdb();
    const live = await findLive(services.database, call);
    const before = await locateIfThere(services.store, live?.strategies ?? undefined);
    const counts =
      before === undefined
        ? {
            customers: await countCustomers(session, inputs.strategies),
            ...{ before: null, same: null, changed: null, added: null, removed: null },
          }
        : await comparePlans(session, { before, after: inputs.strategies });
    const diff: PublicationDiff = {
      against: live?.publication_id ?? null,
      againstVersion: live?.version ?? null,
      ...counts,
      causes: null,
      unexplained:
        live === undefined
          ? 'nothing was live before'
          : before === undefined
            ? `the rows of version ${live.version} are no longer in the store`
            : 'nobody re-scored',
    };
    const share = shareChanging(diff);
    if (share !== null && share > bounds.maxChangingShare) {
      throw new ContractError(
        `${describeDiff(diff)} That is ${(share * 100).toFixed(1)} % of customers (expected at most ${bounds.maxChangingShare * 100} %: publishing.maxChangingShare); what is live stays`,
      );
    }
    await noteFindings(services.database, publicationId, { diff });
    return { artifacts: {}, rows: diff.customers, metrics: { changing_share: share }, value: diff };
  },
});
