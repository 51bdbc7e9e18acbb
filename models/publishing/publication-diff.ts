import { z } from 'zod';

const Count = z.int().nonnegative();

/** Why customers are offered something else: each of them in one of five counts. */
export const ChangeCauses = z.strictObject({
  /** The new data alone change the offer, the new model alone does not. */
  dataOnly: Count,
  modelOnly: Count,
  /** Each of the two alone changes it. */
  eitherAlone: Count,
  /** Neither alone changes it, both together do. */
  bothNeeded: Count,
  /** Playbook, caps, consent or other settings: yesterday's data and model give the new offer by today's rules. */
  rulesOrSuppression: Count,
});
export type ChangeCauses = z.infer<typeof ChangeCauses>;

/** What became of offers whose model tonight's gate did not release: none of them is missing without a word. */
export const HeldModels = z.strictObject({
  /** Rows that the champion of an earlier night carries. */
  byChampion: Count,
  /** Rows that rest on what stands in for a model. */
  byStandIn: Count,
  /** Customers with an offer before and none now, because no released model scores them. */
  withdrawn: Count.nullable(),
});
export type HeldModels = z.infer<typeof HeldModels>;

/** Customers whose planned offers differ between what is live and what would be, both arms alike. */
export const PublicationDiff = z.strictObject({
  /** Publication that was live; null before the first. */
  against: z.string().nullable(),
  againstVersion: Count.nullable(),
  /** Customers with an offer after, and before; null where the rows before are gone. */
  customers: Count,
  before: Count.nullable(),
  same: Count.nullable(),
  /** With another offer than before. */
  changed: Count.nullable(),
  /** With an offer only now, and only before. */
  added: Count.nullable(),
  removed: Count.nullable(),
  causes: ChangeCauses.nullable(),
  /** Why there are no causes, in a sentence; null where there are. */
  unexplained: z.string().nullable(),
  /** A publication from before these were counted has none. */
  held: HeldModels.optional(),
});
export type PublicationDiff = z.infer<typeof PublicationDiff>;

/** Share of all customers of either side whose offers differ; null where it is not known. */
export function shareChanging({ customers, same, removed }: PublicationDiff): number | null {
  if (same === null || removed === null) return null;
  const all = customers + removed;
  return all === 0 ? 0 : (all - same) / all;
}

/** Customers whose offers differ; null where it is not known. */
export function countChanging({ changed, added, removed }: PublicationDiff): number | null {
  return changed === null || added === null || removed === null ? null : changed + added + removed;
}
