import type { z } from 'zod';
import { UsageError } from '../platform/errors.ts';

/** What a person asked for, as its schema has it. @throws UsageError that names each flag that does not fit, its value and what is expected */
export function parseWish<Schema extends z.ZodType>(schema: Schema, asked: unknown): z.output<Schema> {
  const parsed = schema.safeParse(asked);
  if (parsed.success) return parsed.data;
  throw new UsageError(parsed.error.issues.map((issue) => describeIssue(issue, asked)).join('\n'));
}

/** A number that a person typed; the text where it is none, for whoever says what is wrong with it. */
export function readNumber(text: string): number | string {
  return text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text);
}

function describeIssue(issue: z.core.$ZodIssue, asked: unknown): string {
  if (issue.path.length === 0) return issue.message;
  const value = issue.path.reduce<unknown>(
    (part, name) => (part as Record<PropertyKey, unknown> | undefined)?.[name],
    asked,
  );
  const [flag, ...inside] = issue.path.map(String);
  const name = [`--${flag?.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, ...inside].join(' ');
  const shown = typeof value === 'string' && value !== '' ? value : (JSON.stringify(value) ?? 'nothing');
  return `invalid ${name}: ${shown} (${describeExpectation(issue)})`;
}

/** Our own schemas say what they expect; of the rest, what people get wrong is said in words. */
function describeExpectation(issue: z.core.$ZodIssue): string {
  if (issue.message.startsWith('expected ')) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return `expected a ${issue.expected === 'int' ? 'whole number' : issue.expected}`;
    case 'invalid_format':
      return issue.format === 'date' ? 'expected a day, YYYY-MM-DD' : issue.message;
    case 'too_small':
      return `expected ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}`;
    case 'too_big':
      return `expected ${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}`;
    case 'invalid_value':
      return `expected ${issue.values.join(', ')}`;
    default:
      return issue.message;
  }
}
