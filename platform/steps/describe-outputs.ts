import type { DuckDBSession } from '../duckdb/session.ts';
import type { StagedFile } from '../store/artifact-store.ts';
import type { OutputFile } from './define-step.ts';

/** The outputs with the schema of every table among them, for the manifest. */
export async function describeOutputs<Name extends string>(
  outputs: Record<Name, OutputFile>,
  pathOf: (file: string) => string,
  duckdb: () => Promise<DuckDBSession>,
): Promise<Record<string, StagedFile>> {
  const described: Record<string, StagedFile> = {};
  let session: DuckDBSession | undefined;
  for (const [name, output] of Object.entries<OutputFile>(outputs)) {
    described[name] = output;
    if (!output.file.endsWith('.parquet')) continue;
    session ??= await duckdb();
    const columns = await session.rows<{ column_name: string; column_type: string }>(
      'select column_name, column_type from (describe select * from read_parquet($path))',
      { path: pathOf(output.file) },
    );
    const schema = Object.fromEntries(
      columns.map(({ column_name, column_type }) => [column_name, column_type]),
    );
    described[name] = { ...output, schema };
  }
  return described;
}
