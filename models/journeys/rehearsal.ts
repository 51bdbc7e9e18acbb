/** Stands in no name of a dataset. */
const MARK = '~';

/** Name of a rehearsal of a dataset's journeys: its models and settings are the dataset's, all that it writes is its own. */
export function nameRehearsal(dataset: string, number: string): string {
  return `${dataset}${MARK}${number}`;
}

/** Whether journeys of this name only rehearse. */
export function isRehearsal(name: string): boolean {
  return name.includes(MARK);
}

/** The dataset whose models and settings count for journeys of this name. */
export function rehearsedDataset(name: string): string {
  return name.split(MARK)[0]!;
}
