import { canonicalJson } from '../artifact-key.ts';
import type { Recipe } from './recipe.ts';

/**
 * The line-up with the champion's recipe first, which the others have to beat; as it is where the champion was made by
 * a recipe that is no longer in it.
 */
export function orderLineUp(lineUp: readonly Recipe[], champion: unknown): Recipe[] {
  const text = canonicalJson(champion);
  const isChampion = (recipe: Recipe) => canonicalJson(recipe) === text;
  return [...lineUp.filter(isChampion), ...lineUp.filter((recipe) => !isChampion(recipe))];
}
