import type { PartChange } from '../models/replay/compare-parts.ts';
import type { KeyedStep } from '../platform/postgres/step-results.ts';

const SHOWN_CHARACTERS = 60;

/** Why a step's key is what it is: what changed since the run before. */
export interface KeyStory {
  step: string;
  now: KeyedStep;
  /** Undefined where no earlier run of the dataset has the step. */
  before: KeyedStep | undefined;
  changes: readonly PartChange[];
  /** Step that made each changed input, by the input's name. */
  makers: Readonly<Record<string, string>>;
}

/** The same as a page. */
export function describeKey({ step, now, before, changes, makers }: KeyStory): string {
  const name = (run: KeyedStep) => `${run.workflow_id} (${run.run_id.slice(0, 8)})`;
  const head = `${step} of ${name(now)}: key ${now.key.slice(0, 12)}`;
  if (before === undefined)
    return `${head}\nno earlier run of this dataset has the step: there is nothing to compare it with\n`;
  const against = `against ${name(before)}: key ${before.key.slice(0, 12)}`;
  if (changes.length === 0) return `${head}\n${against}\nnothing changed: the artifact is the same one\n`;
  const lines = changes.map((change) => `  ${describeChange(change, makers, now)}`);
  return `${head}\n${against}\nwhat changed:\n${lines.join('\n')}\n`;
}

function describeChange(
  { kind, name, before, after }: PartChange,
  makers: KeyStory['makers'],
  { run_id }: KeyedStep,
): string {
  const values = `${shorten(before)} → ${shorten(after)}`;
  if (kind === 'code') return `its code or SQL: ${values}`;
  if (kind === 'force') return `the force token: ${values}`;
  if (kind === 'libraries') return `the library ${name}: ${values}`;
  if (kind === 'params') return `the parameter ${name}: ${values}`;
  const maker = makers[name];
  const source =
    maker === undefined ? '' : `, made by ${maker} (why: crosslift why step ${run_id.slice(0, 8)} ${maker})`;
  return `the bytes of its input ${name}: ${values}${source}`;
}

/** A digest is told from another by its beginning. */
function shorten(value: string | undefined): string {
  if (value === undefined) return '(not there)';
  if (/^"[0-9a-f]{64}"$/.test(value)) return value.slice(1, 13);
  return value.length > SHOWN_CHARACTERS ? `${value.slice(0, SHOWN_CHARACTERS)}…` : value;
}
