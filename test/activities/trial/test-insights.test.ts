import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testTrialInsights } from '../../../activities/trial/test-insights.ts';
import type { Artifacts } from '../../../models/contracts/artifact.ts';
import { INSIGHT_COLUMNS, Insight } from '../../../models/insights/insight.ts';
import { testClaims } from '../../../models/insights/test-claims.ts';
import { TRIAL_CLAIMS } from '../../../models/insights/trial-claims/index.ts';
import { type DuckDBSession, openSession } from '../../../platform/duckdb/session.ts';
import { PRINTED_BINS } from '../../models/insights/printed-tables.ts';
import { createServices, giveArtifacts, runStep } from '../../support/step-harness.ts';
import { createTemporaryDirectory } from '../../support/temporary-directory.ts';

const directory = createTemporaryDirectory();
const services = createServices(directory);
const CHANCE = { seed: 3, resamples: 200 };

let session: DuckDBSession;
let inputs: Artifacts<'claim_counts' | 'claim_volumes'>;
let result: Awaited<ReturnType<typeof runInsights>>;
beforeAll(async () => {
  session = await openSession({ memoryLimitMb: 256, threads: 1, scratchDir: directory });
  inputs = await givePrintedTables();
  result = await runInsights();
});
afterAll(async () => {
  await session?.close();
  rmSync(directory, { recursive: true, force: true });
});

async function givePrintedTables() {
  const volumes = `select 2019 as year, 1 as month, 1 as weekday, 5 as days, 0 as registrants, 0 as payers,
    0 as first_visitors, 0 as first_visitor_payers, 0 as door_events`;
  const bins = `select unnest(from_json($rows::varchar::json, '[{"dimension": "varchar", "bin": "varchar",
    "registrants": "integer", "payers": "integer"}]'), max_depth := 2)`;
  return giveArtifacts(services, {
    claim_counts: {
      file: 'claim_counts.parquet',
      rows: PRINTED_BINS.length,
      write: (path) =>
        session.copyToParquet({ query: bins, params: { rows: JSON.stringify(PRINTED_BINS) } }, path, {
          orderBy: ['dimension', 'bin'],
        }),
    },
    claim_volumes: {
      file: 'claim_volumes.parquet',
      rows: 1,
      write: (path) => session.copyToParquet({ query: volumes }, path, { orderBy: ['year'] }),
    },
  });
}

const runInsights = (force?: string) =>
  runStep(testTrialInsights, services, {
    step: 'test-insights',
    params: CHANCE,
    inputs,
    ...(force === undefined ? {} : { force }),
  });

const readInsights = () =>
  session.rows<Insight>('from read_parquet($path)', {
    path: services.store.locate(result.artifacts.insights),
  });

describe('test-insights', () => {
  it('writes one row of the contract for each claim', async () => {
    const rows = await readInsights();
    expect(rows).toHaveLength(TRIAL_CLAIMS.length);
    expect(Object.keys(rows[0]!)).toEqual(INSIGHT_COLUMNS);
    for (const row of rows) expect(Insight.safeParse(row).error, row.claim_id).toBeUndefined();
    expect(result.rows).toBe(rows.length);
  });

  it('writes what the tests found, and null where they could find nothing', async () => {
    const byDimension = (
      left: { dimension: string; bin: string },
      right: { dimension: string; bin: string },
    ) =>
      left.dimension < right.dimension || (left.dimension === right.dimension && left.bin < right.bin)
        ? -1
        : 1;
    const bins = PRINTED_BINS.toSorted(byDimension);
    const expected = testClaims(TRIAL_CLAIMS, { bins, volumes: [] }, CHANCE);
    const byId = new Map((await readInsights()).map((row) => [row.claim_id, row]));
    for (const insight of expected) expect(byId.get(insight.claim_id)).toEqual(insight);
    expect(byId.get('second-half-applications')).toMatchObject({
      verdict: 'not testable',
      effect: null,
      q: null,
    });
  });

  it('counts its verdicts', () => {
    const { supported, refuted, not_supported, not_testable } = result.metrics as Record<string, number>;
    expect(supported! + refuted! + not_supported! + not_testable!).toBe(TRIAL_CLAIMS.length);
    expect([supported! > 3, refuted! > 1, not_testable! > 10]).toEqual([true, true, true]);
  });

  it('gives the same bytes again', async () => {
    const again = await runInsights('again');
    expect(again.key).not.toBe(result.key);
    expect(again.artifacts.insights.digest).toBe(result.artifacts.insights.digest);
  });
});
