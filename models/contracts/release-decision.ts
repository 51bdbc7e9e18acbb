import { z } from 'zod';
import type { PipelineName } from './pipeline.ts';
import { CalendarDay, type RunInput } from './run-input.ts';
import { strictInput } from './strict-input.ts';

const Who = {
  /** Who decides, and why; both are recorded. */
  actor: z.string().trim().min(1),
  reason: z.string().trim().min(1),
};
const ModelId = z.string().regex(/^mdl_[0-9a-f]{16}$/, 'expected an id such as mdl_0123456789abcdef');

/** What a person decides about a model that its gate held, or about a champion that should not be one. */
export const ReleaseDecision = z.discriminatedUnion('action', [
  /** It may be used until the end of a day, though its gate held it. */
  strictInput({ action: z.literal('approve'), model: ModelId, until: CalendarDay, ...Who }),
  /** It may not; nothing changes but what is known of it. */
  strictInput({ action: z.literal('refuse'), model: ModelId, ...Who }),
  /** The champion before this one is to be the champion again. */
  strictInput({ action: z.literal('rollback'), model: ModelId, ...Who }),
]);
/** What a person decides about a model. */
export type ReleaseDecision = z.infer<typeof ReleaseDecision>;

/** The same as an update of its own name, for the form of the Temporal UI. */
export type ReleaseWords<Action extends ReleaseDecision['action'] = ReleaseDecision['action']> = Omit<
  Extract<ReleaseDecision, { action: Action }>,
  'action'
>;

/** What came of it. */
export interface ReleaseAnswer {
  /** Version of the champion now; null where the decision moved no pointer. */
  champion: number | null;
  /** The run to do again with the champion as it is now; null where nothing is to be published. */
  publish: { pipeline: PipelineName; workflowId: string; input: RunInput } | null;
}

/** What the workflow answers: the champion's version, and the run that publishes by the decision. */
export interface ReleaseOutcome {
  /** Null where the decision moved no pointer. */
  champion: number | null;
  /** Null where nothing is to be published; its run id null where a run of that day is under way already. */
  run: { workflowId: string; runId: string | null } | null;
}

/** The workflow, as a client starts it. */
export type ReleaseWorkflow = () => Promise<ReleaseOutcome | null>;
