import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openMachineLibraries } from '../../../activities/training/machine-libraries.ts';
import { TRIAL_FEATURES } from '../../../activities/trial/read-landmarks.ts';
import { DECISION_POINTS, type DecisionPoint } from '../../../models/contracts/decision-point.ts';
import type { MessageRequest } from '../../../models/contracts/journey.ts';
import { REAL_TIME } from '../../../models/journeys/clock.ts';
import { type Arm, armOf, isInGlobalHoldout } from '../../../models/playbooks/arms.ts';
import { createRandom } from '../../../models/random.ts';
import type { Examples } from '../../../models/recipes/examples.ts';
import { fitRecipe } from '../../../models/recipes/fit-recipe.ts';
import { Recipe } from '../../../models/recipes/recipe.ts';
import type { RecipeModel } from '../../../models/recipes/recipe-model.ts';
import { journeyOf } from '../../../platform/journeys/journey-id.ts';
import { writeModelFile } from '../../../platform/matrices/model-file.ts';
import { promoteModel } from '../../../platform/postgres/champions.ts';
import { findJourneyKey, insertJourneys } from '../../../platform/postgres/journeys.ts';
import { registerModel } from '../../../platform/postgres/models.ts';
import type { StepServices } from '../../../platform/steps/services.ts';
import { APPLIED, hour } from '../../models/journeys/sketch-journey.ts';
import { giveArtifacts } from '../../support/step-harness.ts';

export const DATASET = 'lounge';
const PIPELINE = 'trial-conversion';
const RECIPE = Recipe.parse({ name: 'stay', learner: 'lightgbm-boosting', encoding: 'native' });

/** Customers of whom the longer ones stay the likelier they pay. */
function plantStays(rows: number, seed: number): Examples {
  const random = createRandom(seed);
  const stays = Float64Array.from({ length: rows }, () => random.integer(20) * 3600);
  return {
    table: { rows, numbers: { sum_stay_time_second: stays }, categories: {} },
    labels: Uint8Array.from(stays, (stay) => Number(random.next() < 0.2 + stay / 3600 / 40)),
    customers: Array.from(stays, (_, row) => `${seed}-${row}`),
    decidedOn: Array.from(stays, () => '2021-11-01'),
  };
}

/** A model of the stay alone. */
export function fitStayModel(): Promise<RecipeModel> {
  const specs = TRIAL_FEATURES.filter(({ name }) => name === 'sum_stay_time_second');
  const data = { specs, training: plantStays(800, 1), validation: plantStays(300, 2) };
  return fitRecipe({ recipe: RECIPE, data }, { ...openMachineLibraries(), random: createRandom(1) });
}

/** Make a model the champion of a decision point. */
export async function crown(services: StepServices, point: DecisionPoint, model: RecipeModel): Promise<void> {
  const { [point]: file } = await giveArtifacts(services, {
    [point]: { file: `${point}.json`, rows: 0, write: (path: string) => writeModelFile(path, model.save()) },
  });
  const scope = { dataset: DATASET, pipeline: PIPELINE, decision_point: point };
  const since = { trained_until: '2021-11-01', as_of: '2021-11-02', run_id: 'r1' };
  const model_id = await registerModel(services.database, {
    ...{ ...scope, ...since, name: RECIPE.name, recipe: RECIPE, candidate: file! },
  });
  const who = { actor: 'gate', reason: 'better', approved_until: null };
  await promoteModel(services.database, { ...scope, ...since, ...who, model_id, artifact: file! }, null);
}

/** Make one model the champion of every decision point. */
export async function crownEverywhere(services: StepServices): Promise<void> {
  const model = await fitStayModel();
  for (const point of DECISION_POINTS) await crown(services, point, model);
}

/** The same services with a company's configuration. */
export async function configure(
  services: StepServices,
  directory: string,
  settings: object,
): Promise<StepServices> {
  const path = join(directory, `config-${createRandom(JSON.stringify(settings).length).integer(1e9)}.json`);
  await writeFile(path, JSON.stringify(settings));
  return { ...services, config: { ...services.config, projectConfig: { path, required: true } } };
}

/** Key of the arms of these tests. */
const SALT = 'salt';

/** Let the arms be those that `findCustomer` knows. */
export async function saltArms({ database }: Pick<StepServices, 'database'>): Promise<void> {
  await database.query('insert into arm_salts (people, salt) values ($1, $2)', [DATASET, SALT]);
}

/** A customer whom no global holdout keeps, in this arm of an action. */
export function findCustomer(action: string, arm: Arm, dataset = DATASET): string {
  for (let number = 0; ; number += 1) {
    const who = { salt: SALT, dataset, people: DATASET, customer: `U${number}` };
    if (!isInGlobalHoldout(who, 0.02) && armOf({ ...who, action }, 0.5) === arm) return who.customer;
  }
}

/** Note the trial of a customer who applied at `APPLIED`; its journey. */
export async function register(
  { database }: Pick<StepServices, 'database'>,
  customer: string,
  consent: 'given' | 'refused' | 'unknown' = 'given',
  dataset = DATASET,
): Promise<string> {
  const journey = journeyOf(await findJourneyKey(database, dataset), customer);
  const draft = { dataset, journey, customer_id: customer, registered_at: APPLIED, consent };
  await insertJourneys(database, [{ ...draft, clock: REAL_TIME }]);
  return journey;
}

/** The question of a customer who has been inside since 1 h, at 3 h of stay. */
export function ask(journey: string, change: Partial<MessageRequest> = {}): MessageRequest {
  return {
    ...{ dataset: DATASET, journey, action: 'C3a', point: 'stay_3h', lateness: null },
    ...{ decidedAt: hour(4), dueAt: hour(4), now: hour(4) + 1, applications: [APPLIED] },
    door: [{ at: hour(1), site: '1', isIn: true }],
    ...change,
  };
}
