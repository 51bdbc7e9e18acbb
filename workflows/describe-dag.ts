import type { StepEntry } from './steps.ts';

/** Where one step of a run stands. */
export interface StepState {
  state: 'running' | 'done' | 'failed' | 'parked' | 'skipped';
  rows?: number;
  reused?: boolean;
  key?: string;
  millis?: number;
}

const MARKS = { running: '▶', done: '✓', failed: '✗', parked: '‖', skipped: '»' } as const;

const LEGEND = '✓ done · ↺ reused · ▶ running · ‖ waits for a decision · » skipped · ✗ failed';

/**
 * The DAG of a run as a Markdown table, for the current details of its workflow.
 * @param notes what a reader should know first
 */
export function describeDag(
  title: string,
  entries: readonly StepEntry[],
  states: ReadonlyMap<string, StepState>,
  notes: readonly string[] = [],
): string {
  const rows = entries.map(({ name, dependsOn }) => {
    const state = states.get(name);
    const key = state?.key?.slice(0, 8) ?? '';
    return `| ${markOf(state)} | ${name} | ${dependsOn.join(', ')} | ${state?.rows ?? ''} | ${keepTogether(timeOf(state))} | ${key} |`;
  });
  return [
    `**${title}**`,
    '',
    ...notes.flatMap((note) => [note, '']),
    '| | step | reads | rows | time | key |',
    '|---|---|---|---:|---:|---|',
    ...rows,
    '',
    LEGEND,
  ].join('\n');
}

/** State and time of each step, a line each, for the memo of a closed run: with all its fields it may have 2 KB. */
export function listStates(
  title: string,
  entries: readonly StepEntry[],
  states: ReadonlyMap<string, StepState>,
): string {
  const lines = entries.map(({ name }) => {
    const state = states.get(name);
    return `${markOf(state)} ${name} ${timeOf(state)}`.trimEnd();
  });
  return [title, ...lines, LEGEND].join('\n');
}

function markOf(state: StepState | undefined): string {
  if (state === undefined) return '·';
  return state.reused === true ? '↺' : MARKS[state.state];
}

/** A narrow column breaks a text at its spaces, and a number from its unit. */
function keepTogether(text: string): string {
  return text.replaceAll(' ', '\u00a0');
}

function timeOf(state: StepState | undefined): string {
  return state?.millis === undefined ? '' : `${(state.millis / 1000).toFixed(1)} s`;
}
