import { orderModels } from './order-models.ts';
import type { SqlModel } from './sql-model.ts';

/** Models that are built one after the other: of each slice in turn, or once of all rows. */
export interface Stage {
  readonly isSliced: boolean;
  readonly models: readonly SqlModel[];
}

/**
 * What to build in which order when rows are taken a slice at a time. A model whose grain begins with `column`, or with
 * `slice`, is built of each slice, as early as can be; every other model once, of all that the slices gave. What a slice
 * gives must be what all rows would have given for its values: nothing here can see that it is so.
 */
export function planStages(models: readonly SqlModel[], column: string): Stage[] {
  const stages: { isSliced: boolean; models: SqlModel[] }[] = [];
  const places = new Map<string, number>();
  for (const model of orderModels(models)) {
    const isSliced = isOfSlices(model, column);
    // Stages take turns, those of all rows first: a model is of the stage of what it reads, or of the one after it.
    const place = Math.max(
      Number(isSliced),
      ...model.references
        .flatMap((name) => places.get(name) ?? [])
        .map((read) => ((read % 2 === 1) === isSliced ? read : read + 1)),
    );
    places.set(model.name, place);
    while (stages.length <= place) stages.push({ isSliced: stages.length % 2 === 1, models: [] });
    stages[place]!.models.push(model);
  }
  return stages.filter((stage) => stage.models.length > 0);
}

/**
 * Whether a model is built, or an audit run, of each slice.
 * @throws Error naming a model that has `column` or `slice` in its grain, but not first
 */
export function isOfSlices({ file, grain }: SqlModel, column: string): boolean {
  const place = grain.findIndex((name) => name === column || name === 'slice');
  if (place > 0)
    throw new Error(
      `${file}: grain ${grain.join(', ')} (expected ${grain[place]} first, since slices follow one another)`,
    );
  return place === 0;
}
