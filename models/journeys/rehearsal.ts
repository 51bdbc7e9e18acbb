/** Stands in no name of a dataset. */
const MARK = '~';

/** Name of a rehearsal of a dataset's journeys: its models and settings are the dataset's, all that it writes is its own. */
export function nameRehearsal(dataset: string, number: string): string {
  return `${dataset}${MARK}${number}`;
}

/** The dataset whose models and settings count for journeys of this name. */
export function rehearsedDataset(name: string): string {
  return name.split(MARK)[0]!;
}
