import { z } from 'zod';

/** One mart as a page of features shows it. */
export interface FeatureTable {
  name: string;
  /** What one row is. */
  about: string;
  row: z.ZodObject;
}

/** What `sql/feature.ts` kept of a column. */
const Notes = z.object({ description: z.string().min(1), unit: z.string(), spec: z.string() });

/** The tables of a page in Markdown, made of the notes beside each column. */
export function describeFeatures(tables: readonly FeatureTable[]): string {
  return tables.map(describeTable).join('\n');
}

function describeTable({ name, about, row }: FeatureTable): string {
  const lines = Object.entries(row.shape).map(([column, field]) => {
    const notes = Notes.safeParse((field as z.ZodType).meta());
    if (!notes.success) throw new Error(`${name}.${column} has no notes (expected feature(…, { means }))`);
    const { description, unit, spec } = notes.data;
    return `| \`${column}\` | ${description} | ${unit} | ${spec} |`;
  });
  return [
    `## ${name}`,
    '',
    about,
    '',
    '| column | what it is | unit | in the spec |',
    '|---|---|---|---|',
    ...lines,
    '',
  ].join('\n');
}
