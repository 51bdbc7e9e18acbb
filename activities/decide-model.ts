import type { PipelineName } from '../models/contracts/pipeline.ts';
import { settingsOf } from '../models/contracts/project-config.ts';
import type { ReleaseAnswer } from '../models/contracts/release-decision.ts';
import { ReleaseDecision } from '../models/contracts/release-decision.ts';
import type { RunInput } from '../models/contracts/run-input.ts';
import { dayIn } from '../models/days.ts';
import { UsageError } from '../platform/errors.ts';
import { findChampion, listChampions, promoteModel } from '../platform/postgres/champions.ts';
import type { Database } from '../platform/postgres/database.ts';
import { insertModelDecision, listModelDecisions } from '../platform/postgres/model-decisions.ts';
import { findModel, type JudgementRow, listJudgements, type ModelRow } from '../platform/postgres/models.ts';
import { findRun } from '../platform/postgres/run-log.ts';
import { loadProjectConfig } from '../platform/project-config.ts';
import type { StepServices } from '../platform/steps/services.ts';
import { toFailure } from '../platform/steps/to-failure.ts';

/** Rules whose failure says that no figure of the model means anything. */
const LEAKS = ['point-in-time', 'shuffled-labels'];

type Approval = Extract<ReleaseDecision, { action: 'approve' }>;

/**
 * Carry out what a person decided about a model: record it, and move the champion's pointer by compare-and-set.
 * @throws UsageError on a model that is not held, an approval that is there already or is over, and a champion that is not one
 */
export const decideModel =
  ({ database, config }: StepServices) =>
  async (asked: unknown): Promise<ReleaseAnswer> => {
    try {
      const decision = ReleaseDecision.parse(asked);
      const model = await findModel(database, decision.model);
      if (model === undefined)
        throw new UsageError(`there is no model ${decision.model} (crosslift models lists them)`);
      const [judgement] = await listJudgements(database, model, { limit: 1, model: decision.model });
      if (judgement === undefined) throw new UsageError(`${decision.model} was never judged`);
      if (decision.action === 'rollback') return await rollBack(database, { decision, model, judgement });
      await requireHeld(database, decision, judgement);
      if (decision.action === 'approve') {
        await requireAhead(config, decision, { model, judgement });
        return await approve(database, { decision, model, judgement });
      }
      await record(database, decision, model);
      return { champion: null, publish: null };
    } catch (error) {
      throw toFailure(error);
    }
  };

interface Asked<Decision extends ReleaseDecision = ReleaseDecision> {
  decision: Decision;
  model: ModelRow;
  judgement: JudgementRow;
}

async function requireHeld(
  database: Database,
  { model, action }: ReleaseDecision,
  { verdict, rules }: JudgementRow,
): Promise<void> {
  if (verdict !== 'HELD')
    throw new UsageError(`${model} is ${verdict} (only a model that its gate held can be ${action}d)`);
  const leak = rules.find(({ rule, pass }) => LEAKS.some((name) => rule.startsWith(name)) && !pass);
  if (leak !== undefined && action === 'approve')
    throw new UsageError(
      `${model} rests on features that know the future or the label (${leak.rule}): no approval mends that`,
    );
  const [before] = await listModelDecisions(database, model);
  if (before !== undefined) {
    const until = before.until === null ? '' : ` until ${before.until}`;
    throw new UsageError(
      `${model} was decided already: ${before.action} by ${before.actor}${until}: ${before.reason}`,
    );
  }
}

/** @throws UsageError on an expiry that is over, by the clock of the company or by the day the model is for */
async function requireAhead(
  { projectConfig: { path, required } }: StepServices['config'],
  { until }: Approval,
  { model, judgement }: Omit<Asked, 'decision'>,
): Promise<void> {
  const { config } = await loadProjectConfig(path, required);
  const today = dayIn(settingsOf(config, model.dataset).timeZone, new Date());
  if (until < judgement.as_of)
    throw new UsageError(
      `invalid expiry: ${until} (expected ${judgement.as_of}, the day the model is for, or later)`,
    );
  if (until < today)
    throw new UsageError(`invalid expiry: ${until} (expected ${today}, which is today, or later)`);
}

async function approve(
  database: Database,
  { decision, model, judgement }: Asked<Approval>,
): Promise<ReleaseAnswer> {
  const live = await findChampion(database, model);
  const promotion = await promoteModel(
    database,
    {
      ...scopeOf(model),
      model_id: model.model_id,
      // What was judged, to the byte: a fit on more rows would be another model.
      artifact: model.candidate,
      trained_until: model.trained_until,
      as_of: judgement.as_of,
      run_id: judgement.run_id,
      actor: decision.actor,
      reason: decision.reason,
      approved_until: decision.until,
    },
    live?.version ?? null,
  );
  if (promotion !== 'promoted') throw new UsageError(describeLost(promotion, model));
  await record(database, decision, model);
  return answer(database, model, judgement);
}

async function rollBack(database: Database, { decision, model, judgement }: Asked): Promise<ReleaseAnswer> {
  const [live, ...earlier] = await listChampions(database, scopeOf(model));
  if (live?.model_id !== model.model_id) {
    throw new UsageError(
      `${model.model_id} is not the champion of ${model.pipeline}/${model.dataset}/${model.decision_point} (${live?.model_id ?? 'there is none'})`,
    );
  }
  const before = earlier.find(({ model_id }) => model_id !== model.model_id);
  if (before === undefined) throw new UsageError(`there is no champion before version ${live.version}`);
  const promotion = await promoteModel(
    database,
    {
      ...before,
      as_of: live.as_of,
      run_id: live.run_id,
      actor: decision.actor,
      reason: `back to version ${before.version}: ${decision.reason}`,
    },
    live.version,
  );
  if (promotion !== 'promoted') throw new UsageError(describeLost(promotion, model));
  await record(database, decision, model);
  return answer(database, model, judgement);
}

async function answer(database: Database, model: ModelRow, { run_id }: JudgementRow): Promise<ReleaseAnswer> {
  const champion = await findChampion(database, model);
  const run = await findRun(database, run_id);
  return {
    champion: champion?.version ?? null,
    publish: {
      pipeline: run.pipeline as PipelineName,
      workflowId: run.workflow_id,
      // On the very day: the pointer was moved for it.
      input: { ...(run.input as RunInput), ...(run.as_of !== null && { asOf: run.as_of }) },
    },
  };
}

async function record(database: Database, decision: ReleaseDecision, model: ModelRow): Promise<void> {
  await insertModelDecision(database, {
    ...scopeOf(model),
    model_id: model.model_id,
    action: decision.action,
    actor: decision.actor,
    reason: decision.reason,
    until: decision.action === 'approve' ? decision.until : null,
  });
}

function scopeOf({ dataset, pipeline, decision_point }: ModelRow) {
  return { dataset, pipeline, decision_point };
}

function describeLost(promotion: 'older' | 'overtaken', { decision_point }: ModelRow): string {
  return promotion === 'older'
    ? `the champion of ${decision_point} is of a later day: approve a model of that day, or later`
    : `the champion of ${decision_point} changed meanwhile: look again (crosslift models)`;
}
