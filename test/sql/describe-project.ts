import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { SqlParams } from '../../platform/duckdb/bind-params.ts';
import type { DuckDBSession } from '../../platform/duckdb/session.ts';
import { buildModels } from '../../platform/sql/build-models.ts';
import { runAudits } from '../../platform/sql/run-audits.ts';
import { selectParams } from '../../platform/sql/select-params.ts';
import { sqlDigest } from '../../platform/sql/sql-digest.ts';
import type { SqlProject } from '../../platform/sql/sql-model.ts';
import { WallClock } from '../../sql/trial/wall-clock.ts';

/** What the SQL of a business case is expected to be. */
export interface ExpectedProject {
  directory: URL;
  marts: readonly string[];
  /** All parameters that its SQL asks for. */
  parameters: readonly string[];
  params: SqlParams;
  /** Tables that have rows even where the source has none, those that count aside. */
  filledWithoutRows: readonly string[];
  load(): Promise<SqlProject>;
  /** A session that holds raw tables without rows. */
  openEmpty(): Promise<DuckDBSession>;
  /** A session that holds raw tables whose rows reach every mart. */
  openFull(): Promise<DuckDBSession>;
}

/** Tests of what holds of every project: its parameters, audits and digests, and each mart beside its sidecar. */
export function describeProject(
  name: string,
  { directory, marts, parameters, params, filledWithoutRows, load, openEmpty, openFull }: ExpectedProject,
): void {
  describe(name, () => {
    let session: DuckDBSession;
    let project: SqlProject;
    beforeAll(async () => {
      project = await load();
      session = await openFull();
      await buildModels(session, project, { params });
    });
    afterAll(() => session.close());

    it('has the marts and sidecars these tests speak of', async () => {
      const files = marts.flatMap((mart) => [`${mart}.sql`, `${mart}.ts`]);
      expect((await readdir(new URL('marts', directory))).sort()).toEqual(files.sort());
    });

    it(`asks for no parameter but ${parameters.join(' and ')}`, () => {
      const asked = [...project.models, ...project.audits].flatMap((model) => model.parameters);
      expect(new Set(asked)).toEqual(new Set(parameters));
    });

    it('runs on a source without rows, and passes its audits', async () => {
      const empty = await openEmpty();
      const built = await buildModels(empty, project, { params });
      const filled = built.filter((model) => model.rows > 0).map((model) => model.name);
      const audits = await runAudits(empty, project, params);
      await empty.close();
      expect(filled.filter((name) => !name.endsWith('_counts'))).toEqual(filledWithoutRows);
      expect(audits).toEqual(project.audits.map((audit) => audit.name));
    });

    it('passes its audits on a source with rows in all of them', async () => {
      expect(await runAudits(session, project, params)).toHaveLength(project.audits.length);
    });

    it('hides no equality in a longer condition of a join, which compares every row with every other', async () => {
      const compared: string[] = [];
      for (const model of [...project.models, ...project.audits]) {
        const [plan] = await session.rows<{ explain_value: string }>(
          `explain (format json) ${model.text}`,
          selectParams(model, { slice: 0, ...params }),
        );
        // A join by equalities states "Conditions"; one that tries all pairs, one "Condition".
        if (/"Condition":\s*"[^"]* = /.test(plan!.explain_value)) compared.push(model.file);
      }
      expect(compared).toEqual([]);
    });

    it('has another digest for each mart', () => {
      const digests = marts.map((mart) => sqlDigest(project, [`marts.${mart}`]));
      expect(new Set(digests).size).toBe(marts.length);
    });

    describe.each(marts)('marts.%s', (mart) => {
      const loadRow = async (): Promise<z.ZodObject> => {
        const sidecar: Record<string, unknown> = await import(new URL(`marts/${mart}.ts`, directory).href);
        const name = mart.replaceAll(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
        return z.instanceof(z.ZodObject).parse(sidecar[name]);
      };

      it('has the columns and types of its sidecar', async () => {
        const { columns } = await session.describe(`from marts.${mart}`);
        const { shape } = await loadRow();
        const declared = Object.entries(shape).map(([name, field]) => ({ name, type: sqlType(field) }));
        expect(columns).toEqual(declared);
      });

      it('has null integers nowhere, because integer arrays cannot hold them', async () => {
        const { shape } = await loadRow();
        const nullable = Object.values(shape).filter((field) => field instanceof z.ZodNullable);
        expect(nullable.map(sqlType)).not.toContain('INTEGER');
      });

      it('has rows that its sidecar accepts', async () => {
        const rows = await session.rows(`from marts.${mart}`);
        expect(rows.length).toBeGreaterThan(0);
        expect(z.array(await loadRow()).safeParse(rows).error).toBeUndefined();
      });

      it('can be read as arrays', async () => {
        const [count] = await session.rows<{ rows: number }>(`select count(*) as rows from marts.${mart}`);
        expect((await session.columns(`from marts.${mart}`)).rows).toBe(count?.rows);
      });
    });
  });
}

/** The DuckDB type that holds what a field accepts. */
function sqlType(field: unknown): string {
  if (field instanceof z.ZodNullable) return sqlType(field.unwrap());
  if (field instanceof z.ZodArray) return `${sqlType(field.element)}[]`;
  if (field instanceof z.ZodISODate) return 'DATE';
  // A described copy of it is another object with the same definition.
  if (field instanceof z.ZodString && field.def === WallClock.def) return 'TIMESTAMP';
  if (field instanceof z.ZodString || field instanceof z.ZodEnum) return 'VARCHAR';
  if (field instanceof z.ZodNumberFormat) return 'INTEGER';
  if (field instanceof z.ZodNumber) return 'DOUBLE';
  if (field instanceof z.ZodBoolean) return 'BOOLEAN';
  throw new Error(`no SQL type for ${field}`);
}
