import type { StepEntry } from './steps.ts';

/** Where one step of a run stands. */
export interface StepState {
  state: 'running' | 'done' | 'failed';
  rows?: number;
  reused?: boolean;
  key?: string;
  millis?: number;
}

const MARKS = { running: '▶', done: '✓', failed: '✗' } as const;

/** The DAG of a run as a Markdown table, for the current details and the memo of its workflow. */
export function describeDag(
  title: string,
  entries: readonly StepEntry[],
  states: ReadonlyMap<string, StepState>,
): string {
  const rows = entries.map(({ name, dependsOn }) => {
    const state = states.get(name);
    const mark = state === undefined ? '·' : state.reused === true ? '↺' : MARKS[state.state];
    const seconds = state?.millis === undefined ? '' : `${(state.millis / 1000).toFixed(1)} s`;
    const key = state?.key?.slice(0, 8) ?? '';
    return `| ${mark} | ${name} | ${dependsOn.join(', ')} | ${state?.rows ?? ''} | ${seconds} | ${key} |`;
  });
  return [
    `**${title}**`,
    '',
    '| | step | reads | rows | time | key |',
    '|---|---|---|---:|---:|---|',
    ...rows,
    '',
    '✓ done · ↺ reused · ▶ running · ✗ failed',
  ].join('\n');
}
