import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { TableColumns } from '../../models/contracts/propensity-input.ts';
import type { ColumnProfile } from '../../models/propensity/column-profile.ts';
import { quoteOwnName } from '../../platform/duckdb/quote-name.ts';
import { ConflictError } from '../../platform/errors.ts';
import { wasChanged } from '../../platform/source/prepare-file.ts';
import { checkParts } from '../../platform/source/table/check-parts.ts';
import { loadTable } from '../../platform/source/table/load-table.ts';
import { findTableFile, openTableFile } from '../../platform/source/table/open-table-file.ts';
import { typeColumn } from '../../platform/source/table/type-columns.ts';
import { defineStep } from '../../platform/steps/define-step.ts';

const Params = z.strictObject({
  path: z.string(),
  /** Byte digest, as the run found it. */
  digest: z.string(),
  columns: TableColumns,
  /** IANA name of the zone that moments with an offset are turned into. */
  timeZone: z.string(),
});

/** Read the file once, whole; hold id, label and time against what they must be, and find out what all else is. */
export const ingestTable = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: [],
  libraries: ['duckdb'],
  async run({ params, duckdb, output, scratch, progress, signal }) {
    const { path, digest, columns, timeZone } = params;
    const session = await duckdb();
    const options = { timeZone };
    const file = await openTableFile(session, await findTableFile(path), { scratch: scratch('.'), signal });
    const changed = () => new ConflictError(`${path} changed while the run was reading it`);
    if (file.prepared.facts.digest !== digest) throw changed();
    const { rows, refused, nameOf } = await loadTable(session, file);
    if (await wasChanged(file.prepared)) throw changed();
    const parts = await checkParts(session, { path, columns, nameOf }, options);
    const profiles: ColumnProfile[] = [];
    const selected: string[] = [];
    const names = file.relation.columns.map(({ name }) => name);
    for (const [place, column] of names.entries()) {
      progress(place / names.length, column);
      const { sql, ...profile } = await typeColumn(session, { column, name: nameOf(column) }, options);
      profiles.push(profile);
      selected.push(`${sqlOf(column, { sql, columns, parts })} as ${quoteOwnName(column)}`);
    }
    // In the order of the file, so that the place of a row says where it stands there.
    await session.run(
      `copy (select ${selected.join(', ')} from raw order by rowid) to $path (format parquet, compression zstd)`,
      { path: output('features.parquet') },
    );
    await writeFile(output('profiles.json'), JSON.stringify(profiles));
    return {
      artifacts: {
        features: { file: 'features.parquet', rows },
        profiles: { file: 'profiles.json', rows: profiles.length },
      },
      rows,
      metrics: { rows, refused_lines: refused, columns: profiles.length },
      value: null,
    };
  },
});

/** The parts of the question are what the question makes of them, whatever else their values could be. */
function sqlOf(
  column: string,
  {
    sql,
    columns,
    parts,
  }: { sql: string; columns: TableColumns; parts: { id: string; label: string; time: string | null } },
): string {
  if (column === columns.id) return parts.id;
  if (column === columns.label) return parts.label;
  return column === columns.time && parts.time !== null ? parts.time : sql;
}
