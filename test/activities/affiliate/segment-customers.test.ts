import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { findSegmentation } from '../../../activities/affiliate/find-segmentation.ts';
import { releaseSegmentation } from '../../../activities/affiliate/release-segmentation.ts';
import { segmentCustomers } from '../../../activities/affiliate/segment-customers.ts';
import type { ArtifactRef, Artifacts } from '../../../models/contracts/artifact.ts';
import { computeAdjustedRandIndex } from '../../../models/metrics/adjusted-rand-index.ts';
import { SegmentReport } from '../../../models/segments/segment-report.ts';
import { SegmentationRecord } from '../../../models/segments/segmentation-record.ts';
import { generateSample } from '../../../sample/index.ts';
import { openTestSession } from '../../platform/duckdb/open-test-session.ts';
import { openTestServices } from '../../support/open-test-services.ts';
import { giveArtifacts, runStep } from '../../support/step-harness.ts';
import { buildSourceTables } from './build-source-tables.ts';

const PANEL = fileURLToPath(new URL('../../../../shared/data/retail-panel/', import.meta.url));
const MARTS = ['customers', 'affiliates', 'customer_categories'] as const;

const { directory, services } = await openTestServices();

/** What a later night is given of an earlier one. */
interface Before {
  since: string;
  artifacts: Artifacts;
}

async function segment(tables: Artifacts, asOf: string, before?: Before) {
  const [customers, affiliates, customer_categories] = MARTS.map((name) => tables[name]!);
  const { artifacts, ...result } = await runStep(segmentCustomers, services, {
    step: 'segment-customers',
    params: { asOf, seed: 1, language: 'en', since: before?.since ?? null },
    inputs: {
      customers: customers!,
      affiliates: affiliates!,
      customer_categories: customer_categories!,
      ...(before && {
        live_segmentation: before.artifacts.segmentation,
        live_segments: before.artifacts.segments,
      }),
    },
  });
  const made = artifacts as Artifacts;
  return { ...result, artifacts: made, report: readDocument(made.segment_report!, SegmentReport) };
}

const pathOf = (ref: ArtifactRef) => services.store.locate(ref);
function readDocument<Document>(ref: ArtifactRef, schema: { parse(value: unknown): Document }): Document {
  return schema.parse(JSON.parse(readFileSync(pathOf(ref), 'utf8')));
}
async function query<Row>(sql: string, params: Record<string, string> = {}): Promise<Row[]> {
  const session = await openTestSession();
  return session.rows<Row>(sql, params);
}
const sources: Array<[string, () => Promise<string>]> = [
  [
    'the sample',
    async () => {
      const source = join(directory, 'shop');
      const customers = 800;
      await generateSample({
        pipeline: 'affiliate-expansion',
        directory: source,
        customers,
        profile: 'demo',
        seed: 1,
      });
      return source;
    },
  ],
];
/** Real households; the folder is not part of the repository. */
if (existsSync(PANEL)) sources.push(['retail-panel', async () => PANEL]);

describe.each(sources)('%s, night after night', (name, locate) => {
  const [eve, day, month] =
    name === 'the sample'
      ? ['2021-12-31', '2022-01-01', '2022-02-01']
      : ['2017-12-31', '2018-01-01', '2018-02-01'];
  let source: string;
  let tables: Artifacts;
  let first: Awaited<ReturnType<typeof segment>>;
  let second: Awaited<ReturnType<typeof segment>>;
  beforeAll(async () => {
    source = await locate();
    tables = await buildSourceTables(services, { source, asOf: day! });
    first = await segment(await buildSourceTables(services, { source, asOf: eve! }), eve!);
    second = await segment(tables, day!, { since: eve!, artifacts: first.artifacts });
  }, 240_000);

  it('gives every customer a row with a segment, a name and a type, the empty ones their own', async () => {
    const rows = await query<Record<string, unknown>>('describe from read_parquet($path)', {
      path: pathOf(first.artifacts.segments!),
    });
    expect(rows.map(({ column_name, column_type }) => [column_name, column_type])).toEqual(
      ['customer_id', 'segment_id', 'segment_name', 'customer_type'].map((column) => [column, 'VARCHAR']),
    );
    const [counts] = await query<Record<string, number>>(
      `select count(*)::integer as customers, count(segment_name)::integer as named,
         count(*) filter ((segment_id = 'S00') <> (annual_purchases = 0))::integer as misplaced,
         count(*) filter (customer_type not in ('loyal', 'regular', 'entry', 'churn-risk'))::integer as untyped
       from read_parquet($path) join read_parquet($customers) using (customer_id)`,
      { path: pathOf(second.artifacts.segments!), customers: pathOf(tables.customers!) },
    );
    const { rows: customers } = tables.customers!;
    expect(counts).toEqual({ customers, named: customers, misplaced: 0, untyped: 0 });
  });

  it('fits twelve segments first and measures each number of them', () => {
    expect(first.metrics).toMatchObject({ fit: 'first', segments: 12, fitted_as_of: eve });
    expect(first.report.fit?.table.map(({ k }) => k)).toEqual([6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);
    expect(first.report.change).toBeNull();
    expect(first.report.fit?.personaUse).toBe(
      first.report.fit!.bootstrapAri >= 0.6 ? 'rules' : 'descriptive-only',
    );
  });

  it('assigns by the frozen segmentation a day later: not a byte of it changes, under 1 % of customers move', () => {
    expect(second.metrics).toMatchObject({ fit: 'frozen', fitted_as_of: eve, compared_with: eve });
    expect(second.artifacts.segmentation?.digest).toBe(first.artifacts.segmentation?.digest);
    const { change } = second.report;
    expect(change!.shared).toBe(tables.customers!.rows);
    expect(change!.movedShare).toBeLessThan(0.01);
    expect(change).toMatchObject({ created: [], retired: [] });
    expect(Math.abs(Number(second.metrics.drift) - 1)).toBeLessThan(0.02);
  });

  it('fits again after a month, from where it was: segments keep their ids', async () => {
    const later = await segment(tables, month!, { since: day!, artifacts: second.artifacts });
    expect(later.metrics).toMatchObject({ fit: 'age', fitted_as_of: month });
    const { segmentation, matches } = readDocument(later.artifacts.segmentation!, SegmentationRecord);
    expect(segmentation.segments).toHaveLength(12);
    expect(matches.filter(({ id, from }) => id === from).length).toBeGreaterThanOrEqual(11);
    expect(later.report.change!.movedShare).toBeLessThan(0.05);
  }, 120_000);

  it.runIf(name === 'the sample')('finds the planted personas far better than by chance', async () => {
    const rows = await query<{ segment: string; persona: number }>(
      `select segment_id as segment, persona from read_parquet($segments)
       join read_parquet($truth) on cust = customer_id where segment_id <> 'S00'`,
      { segments: pathOf(first.artifacts.segments!), truth: join(source, 'truth', 'customers.parquet') },
    );
    const index = computeAdjustedRandIndex(
      rows.map(({ segment }) => segment),
      rows.map(({ persona }) => persona),
    );
    expect(index).toBeGreaterThan(0.35);
  });
});

describe('what is live', () => {
  const find = (asOf: string) =>
    runStep(findSegmentation, services, { step: 'find-segmentation', effect: 'external', params: { asOf } });
  const release = (artifacts: Artifacts, asOf: string, change: object = {}) =>
    runStep(releaseSegmentation, services, {
      step: 'release-segmentation',
      effect: 'external',
      params: { asOf, dryRun: false, live: null, ...change },
      inputs: { segmentation: artifacts.segmentation!, segments: artifacts.segments! },
    });
  const record = SegmentationRecord.parse({
    fittedAsOf: '2021-12-01',
    customers: 1,
    segmentation: {
      affiliates: [],
      scaling: 'min-max',
      scaler: { origin: [0, 0, 0, 0, 0], unit: [1, 1, 1, 1, 1] },
      segments: [{ id: 'S01', centroid: [0, 0, 0, 0, 0] }],
      nextNumber: 2,
      spread: 0,
    },
    table: [],
    seedAri: 1,
    bootstrapAri: 1,
    personaUse: 'rules',
    matches: [],
  });
  let given: Artifacts;
  beforeAll(async () => {
    given = await giveArtifacts(services, {
      segmentation: {
        file: 'segmentation.json',
        rows: 1,
        write: (path: string) => writeFileSync(path, JSON.stringify(record)),
      },
      segments: { file: 'segments.parquet', rows: 1, write: (path: string) => writeFileSync(path, 'rows') },
    });
  });

  it('is found by the next night, not by the day itself, and not by a dry run', async () => {
    expect((await find('2021-12-15')).value).toEqual({ before: null, live: null });
    expect((await release(given, '2021-12-15', { dryRun: true })).value).toBeNull();
    expect((await find('2021-12-16')).value.before).toBeNull();
    expect((await release(given, '2021-12-15')).value).toBe('live');
    const { before, live } = (await find('2021-12-16')).value;
    expect(before).toEqual({
      asOf: '2021-12-15',
      segmentation: given.segmentation,
      segments: given.segments,
    });
    expect((await find('2021-12-15')).value).toEqual({ before: null, live });
  });

  it('is given up where its files are gone: segments are then fitted anew', async () => {
    rmSync(pathOf(given.segments!));
    expect((await find('2021-12-16')).value.before).toBeNull();
  });
});

describe('a source that is small, or hardly differs', () => {
  let tables: Artifacts;
  beforeAll(async () => {
    const source = join(directory, 'tiny');
    await generateSample({
      pipeline: 'affiliate-expansion',
      directory: source,
      customers: 30,
      profile: 'demo',
      seed: 1,
    });
    tables = await buildSourceTables(services, { source, asOf: '2022-01-01' });
  }, 60_000);

  /** The marts with other customers, made of theirs by a query over `$customers`. */
  async function change(query: string, name: string): Promise<Artifacts> {
    const session = await openTestSession();
    const given = await giveArtifacts(services, {
      [name]: {
        file: 'customers.parquet',
        rows: 30,
        write: (path: string) =>
          session.copyToParquet({ query, params: { customers: pathOf(tables.customers!) } }, path, {
            orderBy: ['customer_id'],
          }),
      },
    });
    return { ...tables, customers: given[name]! };
  }
  const first = `select * from read_parquet($customers) where annual_purchases > 0 order by customer_id limit 1`;

  it.each([
    ['one customer', first, { customers: 1, segments: 1, empty_customers: 0 }],
    [
      'customers who are all alike',
      `with first as (${first})
       select others.customer_id, first.* exclude (customer_id)
       from first cross join read_parquet($customers) as others`,
      { customers: 30, segments: 1, empty_customers: 0 },
    ],
    [
      'fewer customers than segments',
      `select * from read_parquet($customers) where annual_purchases > 0 order by customer_id limit 5`,
      { customers: 5, segments: 5, empty_customers: 0 },
    ],
  ])('makes of %s as many segments as there can be, and says so', async (name, query, expected) => {
    const { metrics, report } = await segment(await change(query, name.replaceAll(' ', '-')), '2022-01-01');
    expect(metrics).toMatchObject({ ...expected, segments_wanted: 12, fit: 'first' });
    expect(report.map?.points).toHaveLength(expected.segments);
  });

  it('puts customers without any row into the empty segment, and has nothing to go on from', async () => {
    const empty = await change(
      `select * replace (0 as annual_purchases, 0 as annual_retail_purchases, 0 as annual_partner_purchases,
         0 as annual_payments, null::double as annual_online_share,
         list_transform(annual_purchases_by_affiliate, lambda rows: 0::integer) as annual_purchases_by_affiliate,
         if(customer_id = min(customer_id) over (), recency_days, null) as recency_days)
       from read_parquet($customers)`,
      'nobody',
    );
    const { metrics, report, artifacts } = await segment(empty, '2022-01-01');
    expect(metrics).toMatchObject({ customers: 30, segments: 0, empty_customers: 30 });
    expect(report).toMatchObject({ fit: null, map: null });
    expect(Object.keys(artifacts).sort()).toEqual(['segment_report', 'segments']);
    const names = await query(
      `select segment_id, segment_name, customer_type, count(*)::integer as customers
       from read_parquet($path) group by all order by customers`,
      { path: pathOf(artifacts.segments!) },
    );
    expect(names).toEqual([
      { segment_id: 'S00', segment_name: 'not seen for a year', customer_type: 'churn-risk', customers: 1 },
      { segment_id: 'S00', segment_name: 'never seen', customer_type: 'entry', customers: 29 },
    ]);
  });

  it('is not bothered by unknown genders and ages: the segments are the same', async () => {
    const unknown = await change(
      `select * replace ('unknown' as gender, 'unknown' as age_band) from read_parquet($customers)`,
      'unknown',
    );
    const [known, masked] = [await segment(tables, '2022-01-01'), await segment(unknown, '2022-01-01')];
    expect(masked.artifacts.segmentation?.digest).toBe(known.artifacts.segmentation?.digest);
    expect(masked.report).toMatchObject({
      unknownGender: 30,
      unknownAge: 30,
      everyone: { femaleShare: null, ageCode: null },
    });
  });
});
