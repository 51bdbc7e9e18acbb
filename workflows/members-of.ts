import type { KnownMembers } from '../models/contracts/known-members.ts';
import type { RunContext } from '../models/contracts/run.ts';

/** Whom the run's own publications had made members before; nothing before the first. */
export function membersOf({ dataset, pipeline, asOf, earlier, exposure }: RunContext): {
  members?: KnownMembers;
} {
  return earlier.length === 0 || exposure === null
    ? {}
    : { members: { dataset, pipeline, asOf, digest: exposure.members } };
}
