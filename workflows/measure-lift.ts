import type { Artifacts } from '../models/contracts/artifact.ts';
import type { RunContext } from '../models/contracts/run.ts';
import type { Dag } from './dag.ts';

/** What became of everybody planned for before, by action. */
export async function measureLift(
  { asOf, dryRun, settings: { globalHoldoutShare, people } }: RunContext,
  steps: Dag,
  inputs: Artifacts,
) {
  const { value, metrics } = await steps.measureLift({
    params: { asOf, dryRun, globalHoldoutShare, people },
    inputs,
  });
  return { readings: value, metrics };
}
