import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { QuestionFeatures } from '../../models/propensity/question-features.ts';
import { quoteOwnName } from '../../platform/duckdb/quote-name.ts';
import { defineStep, type OutputFile } from '../../platform/steps/define-step.ts';
import { loadBinaryModel } from '../binary/load-binary-model.ts';
import { predictInSlices } from '../binary/predict-in-slices.ts';
import { readTable } from './read-table.ts';

const Params = z.strictObject({
  /** Recipe of the model. */
  model: z.string(),
  /** The gate approved it: rows without a label get their scores. */
  released: z.boolean(),
});

/** Rows of the table that are in memory at once. */
const SLICE_ROWS = 50_000;

/** Predict the labelled rows that were used, for whoever checks; and, with an approved model, every row without a label. */
export const scoreTableRows = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: ['features', 'question', 'splits', 'model'],
  libraries: ['duckdb', 'lightgbm', 'xgboost'],
  async run({ params: { model: name, released }, inputs, inputRefs, duckdb, output, progress }) {
    const question = QuestionFeatures.parse(JSON.parse(await readFile(inputs.question, 'utf8')));
    const model = await loadBinaryModel(inputs.model);
    const session = await duckdb();
    await session.run(
      `create table splits as from read_parquet($splits) where $released or split <> 'serving'`,
      { splits: inputs.splits, released },
    );
    await session.run('create table predicted (row integer, probability double)');
    const { rows: total } = inputRefs.features;
    for (let from = 0; from < total; from += SLICE_ROWS) {
      progress(from / total, `row ${from} of ${total}`);
      const { examples, rows } = await readTable(
        session,
        { ...question, features: inputs.features },
        {
          where: `file_row_number >= $first and file_row_number < $end
            and file_row_number in (select row from splits where row >= $first and row < $end)`,
          params: { first: from, end: from + SLICE_ROWS },
        },
      );
      const probability = Float64Array.from(await predictInSlices(model, examples.table));
      await session.appendColumns('slice', { row: rows, probability });
      await session.run('insert into predicted from slice');
    }
    const id = quoteOwnName(question.columns.id);
    const label = quoteOwnName(question.columns.label);
    const query = `select source.${id}::varchar as customer_id, splits.split, source.${label}::integer as label,
        predicted.probability, $name::varchar as model, (predicted.row + 1)::integer as source_row
      from predicted
      join splits using (row)
      join read_parquet($features, file_row_number = true) as source
        on source.file_row_number = predicted.row`;
    const params = { name, features: inputs.features };
    const artifacts: Record<string, OutputFile> = {};
    const write = async (artifact: string, sql: string, orderBy: readonly string[]) => {
      const file = `${artifact}.parquet`;
      await session.copyToParquet({ query: sql, params }, output(file), { orderBy });
      const [counted] = await session.rows<{ rows: number }>(
        'select count(*)::bigint as rows from read_parquet($path)',
        { path: output(file) },
      );
      artifacts[artifact] = { file, rows: counted?.rows ?? 0 };
    };
    await write('predictions', `select * exclude (source_row) from (${query})`, ['split', 'customer_id']);
    if (released) {
      await write(
        'scores',
        `select customer_id, source_row, probability, model from (${query}) where split = 'serving'`,
        ['source_row'],
      );
    }
    const scored = artifacts.scores?.rows ?? 0;
    return { artifacts, rows: scored, metrics: { scored }, value: null };
  },
});
