import { loadRecipeModel, type RecipeModel } from '../../models/recipes/recipe-model.ts';
import { readModelFile } from '../../platform/matrices/model-file.ts';
import { openMachineLibraries } from '../training/machine-libraries.ts';

/** Read a fitted recipe, with the libraries that this machine has. */
export async function loadBinaryModel(path: string): Promise<RecipeModel> {
  return loadRecipeModel(await readModelFile(path), openMachineLibraries());
}
