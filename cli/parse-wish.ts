import type { z } from 'zod';
import { UsageError } from '../platform/errors.ts';

/** What a person asked for, as its schema has it. @throws UsageError that names the first thing that does not fit */
export function parseWish<Schema extends z.ZodType>(schema: Schema, asked: unknown): z.output<Schema> {
  const parsed = schema.safeParse(asked);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UsageError(`invalid ${issue?.path.join('.')}: ${issue?.message}`);
}
