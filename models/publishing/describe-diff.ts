import type { HeldModels, PublicationDiff } from './publication-diff.ts';

/** The diff in a few sentences for people. */
export function describeDiff(diff: PublicationDiff): string {
  return [describeChange(diff), describeHeld(diff.held)].filter(Boolean).join(' ');
}

function describeChange(diff: PublicationDiff): string {
  const { againstVersion, customers, changed, added, removed, same, causes, unexplained } = diff;
  if (againstVersion === null)
    return `The first publication: ${count(customers)} customers have an offer that had none.`;
  if (changed === null || added === null || removed === null || same === null)
    return `${count(customers)} customers have an offer; how many are new against version ${againstVersion} is not known: ${unexplained}.`;
  const moved = `Against version ${againstVersion}, ${count(changed)} customers get another offer, ${count(added)} get one that had none and ${count(removed)} no longer get one; ${count(same)} keep theirs.`;
  if (changed + added + removed === 0) return moved;
  if (causes === null) return `${moved} Why is not known: ${unexplained}.`;
  const { dataOnly, modelOnly, eitherAlone, bothNeeded, rulesOrSuppression } = causes;
  return `${moved} Of these changes the new data alone explain ${count(dataOnly)}, the new model alone ${count(modelOnly)}, either of them ${count(eitherAlone)}, only both together ${count(bothNeeded)}, and rules or suppression ${count(rulesOrSuppression)}.`;
}

/** What became of offers whose model was not released; nothing where every row's was. */
function describeHeld(held: HeldModels | undefined): string {
  if (held === undefined) return '';
  const { byChampion, byStandIn, withdrawn } = held;
  const parts = [
    byChampion > 0 ? `${count(byChampion)} rows are carried by the champion of an earlier night` : '',
    byStandIn > 0 ? `${count(byStandIn)} rest on what stands in for a model` : '',
    withdrawn !== null && withdrawn > 0
      ? `${count(withdrawn)} customers lose their offer, because no released model scores them`
      : '',
  ].filter(Boolean);
  return parts.length === 0 ? '' : `Where tonight's model was not released, ${parts.join('; ')}.`;
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}
