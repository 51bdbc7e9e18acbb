import type { StepEntry } from '../../workflows/steps.ts';

/** The DAG of a pipeline as a Mermaid flow chart: an arrow from every step to those that read it. */
export function dagMermaid(entries: readonly StepEntry[]): string {
  const arrows = entries.flatMap(({ name, dependsOn }) => dependsOn.map((read) => `  ${read} --> ${name}`));
  return ['```mermaid', 'flowchart LR', ...arrows, '```'].join('\n');
}
