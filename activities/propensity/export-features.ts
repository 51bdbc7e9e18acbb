import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { TableColumns } from '../../models/contracts/propensity-input.ts';
import { CalendarDay } from '../../models/contracts/run-input.ts';
import { chooseTransforms } from '../../models/encoders/choose-transforms.ts';
import { limitLevels } from '../../models/encoders/limit-levels.ts';
import { countPositives } from '../../models/estimators/binary/binary-data.ts';
import { ColumnProfile } from '../../models/propensity/column-profile.ts';
import { explainUntrainable, type SplitCount } from '../../models/propensity/explain-untrainable.ts';
import { type ColumnUse, planColumns, type TableFeature } from '../../models/propensity/plan-columns.ts';
import type { QuestionFeatures } from '../../models/propensity/question-features.ts';
import type { Examples } from '../../models/recipes/examples.ts';
import { writeExampleFile } from '../../platform/matrices/example-file.ts';
import { defineStep, type OutputFile } from '../../platform/steps/define-step.ts';
import { dealRows } from './deal-rows.ts';
import { readTable } from './read-table.ts';
import { warnOfLateDates } from './warn-of-late-dates.ts';

const Params = z.strictObject({
  columns: TableColumns,
  /** Rows from this day on are left out; null where rows have no time. */
  asOf: CalendarDay.nullable(),
  seed: z.int(),
  /** Most rows of each set that are used: a sample of whole ids. */
  most: z.strictObject({
    training: z.int().positive(),
    validation: z.int().positive(),
    test: z.int().positive(),
  }),
});

/** Training rows that a level of a category must have. */
const LEAST_ROWS_OF_LEVEL = 30;

const LABELLED = ['training', 'validation', 'test'] as const;

/** Decide what becomes of each column, deal the ids into sets, and write the rows of features of each. */
export const exportTableFeatures = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: ['features', 'profiles'],
  libraries: ['duckdb'],
  async run({ params, inputs, duckdb, output, progress }) {
    const { columns, asOf } = params;
    const session = await duckdb();
    const profiles = z.array(ColumnProfile).parse(JSON.parse(await readFile(inputs.profiles, 'utf8')));
    const uses = planColumns(profiles, columns);
    const planned = uses.flatMap(({ features }) => features);
    const reference = columns.time === null ? latestOf(profiles) : null;
    const reading = { features: inputs.features, columns, plan: planned, reference };
    const dealt = await dealRows(session, { features: inputs.features, columns, asOf }, params);
    const artifacts: Record<string, OutputFile> = {};
    const counts: Record<string, SplitCount> = {};
    let plan: readonly TableFeature[] = planned;
    for (const [index, split] of LABELLED.entries()) {
      progress(index / LABELLED.length, split);
      const where = `file_row_number in (select row from splits where split = '${split}')`;
      const { examples } = await readTable(session, reading, { where });
      counts[split] = { rows: examples.labels.length, positives: countPositives(examples.labels) };
      if (split === 'training') plan = refine(planned, examples, profiles);
      await writeExampleFile(output(`${split}.arrow`), examples);
      artifacts[split] = { file: `${split}.arrow`, rows: examples.labels.length };
    }
    await session.copyToParquet({ table: 'splits' }, output('splits.parquet'), { orderBy: ['row'] });
    artifacts.splits = { file: 'splits.parquet', rows: dealt.rows };
    const question: QuestionFeatures = { columns, plan: [...plan], reference };
    await writeFile(output('question.json'), JSON.stringify(question));
    artifacts.question = { file: 'question.json', rows: 0 };
    await writeFile(output('specs.json'), JSON.stringify(plan.map(({ spec }) => spec)));
    artifacts.specs = { file: 'specs.json', rows: 0 };
    const late = await warnOfLateDates(session, { features: inputs.features, columns, plan });
    return {
      artifacts,
      rows: dealt.rows,
      metrics: { ...dealt, ...late },
      value: {
        untrainable: explainUntrainable(counts, plan.length),
        uses: Object.fromEntries(uses.map((use) => [use.column, describeUse(use, plan)])),
      },
    };
  },
});

/** The newest date of the table, from which days are counted back; null where it has none. */
function latestOf(profiles: readonly ColumnProfile[]): string | null {
  const newest = profiles.flatMap((profile) => profile.newest ?? []);
  return newest.sort().at(-1) ?? null;
}

/** What training rows show: which numbers that are nowhere negative are put on a logarithmic scale, and which levels count. */
function refine(
  plan: readonly TableFeature[],
  { table }: Examples,
  profiles: readonly ColumnProfile[],
): TableFeature[] {
  const least = new Map(profiles.map((profile) => [profile.column, profile.least]));
  const nowhereNegative = new Set(
    plan
      .filter(({ part, column }) => part === 'value' && (least.get(column) ?? -1) >= 0)
      .map(({ spec }) => spec.name),
  );
  const limited = limitLevels(
    plan.map(({ spec }) => spec),
    table,
    LEAST_ROWS_OF_LEVEL,
  );
  const specs = chooseTransforms(limited, table, (name) => nowhereNegative.has(name));
  return plan.map((feature, place) => ({ ...feature, spec: specs[place]! }));
}

/** What became of a column in the end. */
function describeUse({ column, use }: ColumnUse, plan: readonly TableFeature[]): string {
  const spec = plan.find((feature) => feature.column === column && feature.part === 'value')?.spec;
  if (spec?.kind === 'number' && spec.transform !== undefined) return `${use}; on a logarithmic scale`;
  return spec?.kind === 'category' ? `${use}; at most ${spec.maxLevels} counted one by one` : use;
}
