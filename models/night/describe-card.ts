import type { OnCallCard } from './write-card.ts';

/** The card as text, a line for each thing that it says. */
export function describeCard({
  pipeline,
  dataset,
  state,
  safe,
  what,
  live,
  otherwise,
  command,
}: OnCallCard): string {
  return [
    `${pipeline}/${dataset}: ${state}, ${safe ? 'safe' : 'not safe'} until morning`,
    `  what       ${what}`,
    `  live       ${live}`,
    `  otherwise  ${otherwise}`,
    ...(command === null ? [] : [`  type       ${command}`]),
  ].join('\n');
}
