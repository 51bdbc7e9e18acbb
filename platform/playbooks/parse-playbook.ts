import { isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { Playbook } from '../../models/playbooks/playbook.ts';
import { UsageError } from '../errors.ts';

/** A playbook that keeps its schema, and where in the file its fields stand. */
export interface ParsedPlaybook {
  playbook: Playbook;
  /** `file:line:column actions[C1].offer.plan`, of a field or what is nearest to one that is not there. */
  placeOf(path: readonly PropertyKey[]): string;
}

/**
 * Read the text of a playbook.
 * @param file what the text is called in errors
 * @throws UsageError that lists every problem with its line
 */
export function parsePlaybook(text: string, file: string): ParsedPlaybook {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  if (document.errors.length > 0)
    throw playbookError(
      file,
      document.errors.map(({ pos, message }) => `${at(pos[0])} ${message}`),
    );
  const content: unknown = document.toJS();
  const placeOf = (path: readonly PropertyKey[]) => {
    for (let depth = path.length; depth >= 0; depth -= 1) {
      const node = document.getIn(path.slice(0, depth), true);
      if (isNode(node) && node.range) return `${at(node.range[0])} ${nameField(content, path)}`.trimEnd();
    }
    return `${at(0)} ${nameField(content, path)}`.trimEnd();
  };
  const parsed = Playbook.safeParse(content);
  if (parsed.success) return { playbook: parsed.data, placeOf };
  throw playbookError(
    file,
    parsed.error.issues.flatMap((issue) => describeIssue(issue, content, placeOf)),
  );
}

/** One error for everything that is wrong with a playbook. */
export function playbookError(file: string, problems: readonly string[]): UsageError {
  return new UsageError(
    `the playbook ${file} is not usable:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
  );
}

/** One line per problem; every unknown name has a line of its own. */
function describeIssue(
  issue: z.core.$ZodIssue,
  content: unknown,
  placeOf: ParsedPlaybook['placeOf'],
): string[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => `${placeOf([...issue.path, key])}: there is no such field`);
  const found = valueAt(content, issue.path);
  const shown = typeof found === 'object' || found === undefined ? '' : ` (found ${JSON.stringify(found)})`;
  return [`${placeOf(issue.path)}: ${issue.message}${shown}`];
}

/** `actions[C1].offer.plan`: an action goes by its id where it has one. */
function nameField(content: unknown, path: readonly PropertyKey[]): string {
  return path.reduce<string>((name, key, depth) => {
    if (typeof key !== 'number') return name === '' ? String(key) : `${name}.${String(key)}`;
    const item = valueAt(content, path.slice(0, depth + 1)) as { id?: unknown } | null | undefined;
    return `${name}[${typeof item?.id === 'string' ? item.id : key}]`;
  }, '');
}

function valueAt(content: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? (value as never)[key] : undefined),
    content,
  );
}
