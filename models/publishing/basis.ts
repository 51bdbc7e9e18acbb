import { z } from 'zod';
import { ArtifactRef } from '../contracts/artifact.ts';
import { CalendarDay } from '../contracts/run-input.ts';

const Refs = z.record(z.string(), ArtifactRef);

/** What was known when a publication was planned. */
export const PlanData = z.strictObject({
  asOf: CalendarDay,
  /** As-of of the publication before; null before the first. */
  since: CalendarDay.nullable(),
  artifacts: Refs,
});
/** What was known when a publication was planned. */
export type PlanData = z.infer<typeof PlanData>;

/** What said something of those data. */
export const PlanModels = z.strictObject({
  /** Digest of all that makes them these models: equal in two runs where both used the same. */
  id: z.string(),
  /** Names and settings, each pipeline's own. */
  choices: z.record(z.string(), z.unknown()),
  artifacts: Refs,
});
/** What said something of those data. */
export type PlanModels = z.infer<typeof PlanModels>;

/** What a publication rests on; kept beside it, so that a later run can tell why offers change. */
export const Basis = z.strictObject({
  data: PlanData,
  models: PlanModels,
  /** What the models said of the data. */
  scores: Refs,
});
/** What a publication rests on. */
export type Basis = z.infer<typeof Basis>;

/** Whether two plans knew the same. */
export function isSameData(one: PlanData, other: PlanData): boolean {
  const names = new Set([...Object.keys(one.artifacts), ...Object.keys(other.artifacts)]);
  return (
    one.asOf === other.asOf &&
    one.since === other.since &&
    [...names].every((name) => one.artifacts[name]?.digest === other.artifacts[name]?.digest)
  );
}

/** Everything that re-scoring reads, by name. */
export function listBasisArtifacts({ data, models, scores }: Basis): Record<string, ArtifactRef> {
  return { ...data.artifacts, ...models.artifacts, ...scores };
}
