import { DECISION_POINTS, type DecisionPoint } from '../../models/contracts/decision-point.ts';
import type { RecipeModel } from '../../models/recipes/recipe-model.ts';
import { CorruptArtifactError } from '../../platform/errors.ts';
import { type ChampionRow, listChampions } from '../../platform/postgres/champions.ts';
import { listJudgements } from '../../platform/postgres/models.ts';
import type { StepServices } from '../../platform/steps/services.ts';
import { verifyArtifact } from '../../platform/store/verify-artifact.ts';
import { loadBinaryModel } from '../binary/load-binary-model.ts';
import { JOURNEY_PIPELINE } from './journey-settings.ts';

/** The released model that scores a decision point. */
export interface Scorer {
  model: RecipeModel;
  /** Recipe and decision point. */
  name: string;
}

/** Models that are kept in memory; a dataset has five. */
const MOST_MODELS = 10;

/**
 * Who scores each decision point today: its champion, or, where there was too little data to judge one, that of the point
 * before. A held model is not replaced, and an approval that is over counts no more.
 */
export function scorerFinder({ database, store, log }: StepServices) {
  const loaded = new Map<string, Promise<RecipeModel>>();
  const load = ({ artifact }: ChampionRow): Promise<RecipeModel> => {
    const known = loaded.get(artifact.digest);
    if (known !== undefined) return known;
    const model = verifyArtifact(store, artifact).then(() => loadBinaryModel(store.locate(artifact)));
    if (loaded.size >= MOST_MODELS) loaded.delete(loaded.keys().next().value!);
    loaded.set(artifact.digest, model);
    model.catch(() => loaded.delete(artifact.digest));
    return model;
  };
  return async (dataset: string, today: string): Promise<Partial<Record<DecisionPoint, Scorer>>> => {
    const scope = { dataset, pipeline: JOURNEY_PIPELINE };
    const champions = (await listChampions(database, scope)).filter(
      ({ state, approved_until }) => state === 'live' && (approved_until ?? today) >= today,
    );
    const judgements = await listJudgements(database, scope, { limit: 1 });
    const scorers: Partial<Record<DecisionPoint, Scorer>> = {};
    let before: Scorer | undefined;
    for (const point of DECISION_POINTS) {
      const champion = champions.find(({ decision_point }) => decision_point === point);
      const own = champion && (await open(champion, load, log));
      const verdict = judgements.find(({ decision_point }) => decision_point === point)?.verdict;
      before = own ?? before;
      const scorer = own ?? (verdict === 'INSUFFICIENT_DATA' ? before : undefined);
      if (scorer !== undefined) scorers[point] = scorer;
    }
    return scorers;
  };
}

/** A champion whose bytes are not what was released scores nobody. */
async function open(
  champion: ChampionRow,
  load: (champion: ChampionRow) => Promise<RecipeModel>,
  log: StepServices['log'],
): Promise<Scorer | undefined> {
  try {
    return { model: await load(champion), name: `${champion.name}@${champion.decision_point}` };
  } catch (error) {
    if (!(error instanceof CorruptArtifactError)) throw error;
    log.warn(`${champion.decision_point}: ${error.message}`);
    return undefined;
  }
}
