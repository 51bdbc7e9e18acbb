import { z } from 'zod';
import { ArtifactRef } from '../models/contracts/artifact.ts';
import { FoundChampion } from '../models/contracts/champion.ts';
import { CalendarDay } from '../models/contracts/run-input.ts';
import { Verdict } from '../models/gates/verdict.ts';
import { findChampion, promoteModel } from '../platform/postgres/champions.ts';
import { reviseDecision } from '../platform/postgres/decisions.ts';
import { modelIdOf } from '../platform/postgres/models.ts';
import { defineStep } from '../platform/steps/define-step.ts';

const Params = z.strictObject({
  asOf: CalendarDay,
  dryRun: z.boolean(),
  verdicts: z.array(Verdict),
  /** What may be released of each decision point with a candidate: as it was judged, and fitted on all rows. */
  candidates: z.record(z.string(), z.strictObject({ judged: ArtifactRef, refitted: ArtifactRef })),
  champions: z.record(z.string(), FoundChampion),
});
type Params = z.infer<typeof Params>;

/** What scores a decision point's customers. */
export interface ReleasedModel {
  /** Recipe or learner. */
  name: string;
  artifact: ArtifactRef;
}

/** Make each promoted model the champion, unless another run's or a later day's stands; say what is released in the end. */
export const promoteModels = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: [],
  async run({ params, call: { dataset, pipeline }, identity, services: { database }, log }) {
    const { asOf, dryRun, candidates } = params;
    const verdicts: Verdict[] = [];
    const released: Record<string, ReleasedModel> = {};
    for (const verdict of params.verdicts) {
      const decision_point = verdict.decision_point ?? '';
      const scope = { dataset, pipeline, decision_point };
      const before = releasedBy(verdict, params);
      if (before !== null) released[decision_point] = before;
      const candidate = candidates[decision_point];
      if (verdict.verdict !== 'PROMOTED' || candidate === undefined || dryRun) {
        verdicts.push(verdict);
        continue;
      }
      const promotion = await promoteModel(
        database,
        {
          ...scope,
          model_id: modelIdOf(scope, candidate.judged),
          artifact: candidate.refitted,
          trained_until: asOf,
          as_of: asOf,
          run_id: identity.runId,
          actor: 'gate',
          reason: verdict.reason ?? 'every rule passed',
          approved_until: null,
        },
        params.champions[decision_point]?.live?.version ?? null,
      );
      if (promotion === 'promoted') {
        verdicts.push(verdict);
        continue;
      }
      const winner = (await findChampion(database, scope))!;
      const reason = `version ${winner.version}, as of ${winner.as_of} by ${winner.actor}, became the champion meanwhile`;
      log.warn(`${decision_point}: ${reason}`);
      const overtaken: Verdict = { ...verdict, verdict: 'KEPT', released: 'champion', reason };
      await reviseDecision(database, { run_id: identity.runId, ...overtaken });
      verdicts.push(overtaken);
      released[decision_point] = { name: winner.name, artifact: winner.artifact };
    }
    const metrics = Object.fromEntries(
      verdicts.map(({ decision_point, verdict }) => [`${decision_point}`, verdict]),
    );
    return { artifacts: {}, rows: Object.keys(released).length, metrics, value: { verdicts, released } };
  },
});

/** What a verdict releases. */
function releasedBy(verdict: Verdict, { candidates, champions }: Params): ReleasedModel | null {
  const point = verdict.decision_point ?? '';
  if (verdict.released === 'candidate') {
    const candidate = candidates[point];
    return candidate === undefined ? null : { name: verdict.model, artifact: candidate.refitted };
  }
  if (verdict.released !== 'champion') return null;
  const found = champions[point];
  const champion = found?.today ?? found?.before ?? null;
  return champion === null ? null : { name: champion.name, artifact: champion.artifact };
}
