import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { DuckDBSession } from '../../../platform/duckdb/session.ts';
import { buildModels } from '../../../platform/sql/build-models.ts';
import { runAudits } from '../../../platform/sql/run-audits.ts';
import { sqlDigest } from '../../../platform/sql/sql-digest.ts';
import type { SqlProject } from '../../../platform/sql/sql-model.ts';
import { affiliateProject, openSource } from './open-source.ts';
import { shopAsOf, shopSource } from './shop-source.ts';

const directory = new URL('../../../sql/affiliate/', import.meta.url);
const marts = [
  'affiliate_branches',
  'affiliate_products',
  'affiliates',
  'cleaning_counts',
  'contacts',
  'customer_affiliates',
  'customer_categories',
  'customer_habits',
  'customer_snapshots',
  'customers',
  'extension_events',
  'nearest_branches',
  'next_affiliate_snapshots',
  'open_runs',
  'product_days',
  'product_features',
  'purchase_days',
  'repurchase_dates',
];

describe('the affiliate project', () => {
  let session: DuckDBSession;
  let project: SqlProject;
  beforeAll(async () => {
    project = await affiliateProject();
    session = await openSource(shopSource);
    await buildModels(session, project, { params: shopAsOf });
  });
  afterAll(() => session.close());

  it('has the marts and sidecars these tests speak of', async () => {
    const files = marts.flatMap((mart) => [`${mart}.sql`, `${mart}.ts`]);
    expect((await readdir(new URL('marts', directory))).sort()).toEqual(files.sort());
  });

  it('asks for no parameter but $as_of and $extracts_overlap', () => {
    const parameters = [...project.models, ...project.audits].flatMap((model) => model.parameters);
    expect(new Set(parameters)).toEqual(new Set(['as_of', 'extracts_overlap']));
  });

  it('runs on a source without rows, and passes its audits', async () => {
    const empty = await openSource();
    const built = await buildModels(empty, project, { params: shopAsOf });
    const filled = built.filter((model) => model.rows > 0).map((model) => model.name);
    const audits = await runAudits(empty, project, shopAsOf);
    await empty.close();
    expect(filled.filter((name) => !name.endsWith('_counts'))).toEqual([
      'intermediate.int_snapshot_dates',
      'intermediate.int_staging_totals',
    ]);
    expect(audits).toEqual(project.audits.map((audit) => audit.name));
  });

  it('passes its audits on the shop', async () => {
    expect(await runAudits(session, project, shopAsOf)).toHaveLength(project.audits.length);
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

/** The DuckDB type that holds what a field accepts. */
function sqlType(field: unknown): string {
  if (field instanceof z.ZodNullable) return sqlType(field.unwrap());
  if (field instanceof z.ZodArray) return `${sqlType(field.element)}[]`;
  if (field instanceof z.ZodISODate) return 'DATE';
  if (field instanceof z.ZodString || field instanceof z.ZodEnum) return 'VARCHAR';
  if (field instanceof z.ZodNumberFormat) return 'INTEGER';
  if (field instanceof z.ZodNumber) return 'DOUBLE';
  if (field instanceof z.ZodBoolean) return 'BOOLEAN';
  throw new Error(`no SQL type for ${field}`);
}
