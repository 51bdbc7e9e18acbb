import type { ReleasedModel } from '../activities/promote-models.ts';
import { canonicalJson, digestText } from '../models/artifact-key.ts';
import type { Artifacts } from '../models/contracts/artifact.ts';
import type { DecisionPoint } from '../models/contracts/decision-point.ts';
import type { PlanSettings } from '../models/contracts/project-config.ts';
import type { RunContext } from '../models/contracts/run.ts';
import type { Verdict } from '../models/gates/verdict.ts';
import type { Basis, PlanModels } from '../models/publishing/basis.ts';
import type { Dag } from './dag.ts';
import type { Replanner } from './explain-changes.ts';
import { pick } from './pick.ts';
import type { Plan } from './publish-strategies.ts';

/** Which released model scores each decision point. */
export type Scorers = Partial<Record<DecisionPoint, DecisionPoint>>;

/** What a night's trials are planned from. */
interface Planned {
  /** `landmarks`, `registrants`, `contacts`, `sites`, `insights`. */
  known: Artifacts;
  predictions: Artifacts<'predictions'>;
  scorers: Scorers;
  released: Readonly<Record<string, ReleasedModel>>;
  verdicts: readonly Verdict[];
}

/** Tables of a plan. */
const PLANNED_FROM = ['landmarks', 'registrants', 'contacts', 'sites', 'insights'] as const;

/** One offer each for customers of open trials, and how other data or models would have made it. */
export async function planTrial(run: RunContext, steps: Dag, planned: Planned) {
  const { scorers, released, verdicts } = planned;
  const basis: Basis = {
    data: {
      asOf: run.asOf,
      since: run.earlier[0]?.asOf ?? null,
      artifacts: pick(planned.known, ...PLANNED_FROM),
    },
    models: nameModels(scorers, released),
    scores: pick(planned.predictions, 'predictions'),
  };
  const made = await steps.planTrialStrategies({ params: paramsOf(run), inputs: inputsOf(basis) });
  const kept = new Set(
    verdicts.flatMap((verdict) => (verdict.released === 'champion' ? [verdict.decision_point] : [])),
  );
  const plan: Plan & Pick<typeof made, 'metrics'> = {
    ...made,
    basis,
    replanner: replanTrial(run, steps),
    held: {
      champions: [...new Set(Object.values(scorers))].flatMap((point) =>
        kept.has(point) ? [`${released[point]!.name}@${point}`] : [],
      ),
      standIns: [],
    },
  };
  return plan;
}

/** Names of a plan's models, by the decision point that each was fitted for. */
interface TrialChoices {
  scorers: Scorers;
  names: Partial<Record<DecisionPoint, string>>;
}

function nameModels(scorers: Scorers, released: Planned['released']): PlanModels {
  const used = [...new Set(Object.values(scorers))];
  const choices: TrialChoices = {
    scorers,
    names: Object.fromEntries(used.map((point) => [point, released[point]!.name])),
  };
  const digests = used.map((point) => [point, released[point]!.artifact.digest]);
  return {
    id: digestText(canonicalJson({ scorers, digests: Object.fromEntries(digests) })).slice(0, 16),
    choices: { ...choices },
    artifacts: Object.fromEntries(used.map((point) => [`${point}_released`, released[point]!.artifact])),
  };
}

/** Past customers are left out: only the open ones are planned for. */
function replanTrial(run: RunContext, steps: Dag): Replanner {
  return {
    async rescore(mix, { own: { data }, models }) {
      const { scorers, names } = models.choices as unknown as TrialChoices;
      const scores = await steps.scoreTrialCustomers({
        step: `rescore-${mix}`,
        params: { scorers, released: names, judged: {} },
        inputs: { ...pick(data.artifacts, 'landmarks', 'registrants'), ...models.artifacts },
      });
      return pick(scores.artifacts, 'predictions');
    },
    async replan(step, basis) {
      const { asOf, since } = basis.data;
      const plan = await steps.planTrialStrategies({
        step: `replan-${step}`,
        params: { ...paramsOf(run), known: { asOf, since } },
        inputs: inputsOf(basis),
      });
      return plan.artifacts.strategies;
    },
  };
}

function inputsOf({ data, scores }: Basis) {
  return { ...pick(data.artifacts, ...PLANNED_FROM), ...pick(scores, 'predictions') };
}

/** Tonight's rules: of the run's settings those that a plan depends on, and no other one moves its key. */
function paramsOf({ pipeline, dataset, asOf, earlier, exposure, playbook, settings }: RunContext) {
  const { language, quietHours, caps, prices, holdoutShare, globalHoldoutShare } = settings;
  const chosen: PlanSettings = { language, quietHours, caps, prices, holdoutShare, globalHoldoutShare };
  return {
    ...{ pipeline, dataset, asOf, earlier, ...chosen },
    // resolve-input reads both for this pipeline.
    exposure: exposure!,
    playbook: playbook!,
  };
}
