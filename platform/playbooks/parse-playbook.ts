import { isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { UsageError } from '../errors.ts';

/** A playbook that keeps its schema, and where in the file its fields stand. */
export interface ParsedPlaybook<Content> {
  playbook: Content;
  /** `file:line:column actions[C1].offer.plan`, of a field or what is nearest to one that is not there. */
  placeOf(path: readonly PropertyKey[]): string;
}

/**
 * Read the text of a playbook.
 * @param file what the text is called in errors
 * @param schema what playbooks of its pipeline look like
 * @throws UsageError that lists every problem with its line
 */
export function parsePlaybook<Content>(
  text: string,
  file: string,
  schema: z.ZodType<Content>,
): ParsedPlaybook<Content> {
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
  const offsetOf = (path: readonly PropertyKey[]) => {
    for (let depth = path.length; depth >= 0; depth -= 1) {
      const node = document.getIn(path.slice(0, depth), true);
      if (isNode(node) && node.range) return node.range[0];
    }
    return 0;
  };
  const placeOf = (path: readonly PropertyKey[]) =>
    `${at(offsetOf(path))} ${nameField(content, path)}`.trimEnd();
  const parsed = schema.safeParse(content);
  if (parsed.success) return { playbook: parsed.data, placeOf };
  const problems = parsed.error.issues
    .flatMap(splitIssue)
    .toSorted((left, right) => offsetOf(left.path) - offsetOf(right.path))
    .map(
      ({ path, message, isKey }) => `${placeOf(path)}: ${message}${isKey ? '' : showValue(content, path)}`,
    );
  throw playbookError(file, problems);
}

/** One error for everything that is wrong with a playbook. */
export function playbookError(file: string, problems: readonly string[]): UsageError {
  return new UsageError(
    `the playbook ${file} is not usable:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
  );
}

/** One problem of one field. */
interface FieldProblem {
  path: readonly PropertyKey[];
  message: string;
  /** The name is wrong, whatever its value. */
  isKey: boolean;
}

/** Every unknown name is a problem of its own. */
function splitIssue(issue: z.core.$ZodIssue): FieldProblem[] {
  if (issue.code !== 'unrecognized_keys') return [{ path: issue.path, message: issue.message, isKey: false }];
  return issue.keys.map((key) => ({
    path: [...issue.path, key],
    message: 'there is no such field',
    isKey: true,
  }));
}

function showValue(content: unknown, path: readonly PropertyKey[]): string {
  const found = valueAt(content, path);
  return typeof found === 'object' || found === undefined ? '' : ` (found ${JSON.stringify(found)})`;
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
