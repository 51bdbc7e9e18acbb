import { canonicalJson, type KeyParts } from '../artifact-key.ts';

/** One part of a step's key that is not what it was. */
export interface PartChange {
  kind: 'code' | 'params' | 'libraries' | 'inputs' | 'force';
  /** Dotted name inside the part; empty for the code and the token. */
  name: string;
  /** As JSON; undefined where it was not there. */
  before: string | undefined;
  after: string | undefined;
}

/** What makes two keys of a step differ, part by part; nothing where they are equal. */
export function compareParts(before: KeyParts, after: KeyParts): PartChange[] {
  return [
    ...compareValue('code', '', before.code, after.code),
    ...compareFields('params', before.params, after.params),
    ...compareFields('libraries', before.libraries, after.libraries),
    ...compareFields('inputs', before.inputs, after.inputs),
    ...compareValue('force', '', before.force, after.force),
  ];
}

function compareFields(
  kind: PartChange['kind'],
  before: unknown,
  after: unknown,
  path: readonly string[] = [],
): PartChange[] {
  if (!isFields(before) || !isFields(after)) return compareValue(kind, path.join('.'), before, after);
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.flatMap((name) => compareFields(kind, before[name], after[name], [...path, name]));
}

function compareValue(kind: PartChange['kind'], name: string, before: unknown, after: unknown): PartChange[] {
  const [old, now] = [before, after].map((value) => (value === undefined ? undefined : canonicalJson(value)));
  return old === now ? [] : [{ kind, name, before: old, after: now }];
}

function isFields(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
