import { buildAffiliateTables } from '../../../activities/affiliate/build-tables.ts';
import { ingestSource } from '../../../activities/ingest-source.ts';
import { resolveInput } from '../../../activities/resolve-input.ts';
import type { Artifacts } from '../../../models/contracts/artifact.ts';
import type { StepServices } from '../../../platform/steps/services.ts';
import { runStep } from '../../support/step-harness.ts';

/** The marts of a source as of a day, as the workflow makes them. */
export async function buildSourceTables(
  services: StepServices,
  { source, asOf }: { source: string; asOf: string },
): Promise<Artifacts> {
  const pipeline = 'affiliate-expansion' as const;
  const { value } = await runStep(resolveInput, services, {
    step: 'resolve-input',
    effect: 'external',
    params: { pipeline, input: { source, asOf } },
  });
  const digests = Object.fromEntries(value.source.files.map(({ table, digest }) => [table, digest]));
  const ingested = await runStep(ingestSource, services, {
    step: 'ingest-source',
    params: { pipeline, directory: source, digests },
  });
  const built = await runStep(buildAffiliateTables, services, {
    step: 'build-tables',
    params: { asOf, extracts: 'overlapping' },
    inputs: ingested.artifacts as Artifacts,
  });
  return built.artifacts as Artifacts;
}
