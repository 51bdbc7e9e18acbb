// How often a claim is called supported where nothing is true: labels of a generated source shuffled, by family, beside
// the rate that is stated. Usage: node --import tsx bench/claims.ts [samples] [customers]
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FALSE_DISCOVERY_RATE } from '../models/insights/judge-claim.ts';
import { TRIAL_CLAIMS } from '../models/insights/trial-claims/index.ts';
import { buildModels } from '../platform/sql/build-models.ts';
import { openSample } from '../test/sql/trial/open-sample.ts';
import { trialProject } from '../test/sql/trial/open-source.ts';
import { type LabelledBins, simulateNullClaims } from './simulate-null-claims.ts';

const [samples = 200, customers = 9_600] = process.argv.slice(2).map(Number);
const directory = await mkdtemp(join(tmpdir(), 'crosslift-claims-'));
try {
  const data = await readBins(join(directory, 'source'));
  const started = performance.now();
  const errors = simulateNullClaims(data, TRIAL_CLAIMS, { samples, resamples: 1_000, seed: 1 });
  const seconds = ((performance.now() - started) / 1_000).toFixed(0);
  console.log(
    `${samples} samples of ${customers} customers, ${seconds} s; stated rate ${FALSE_DISCOVERY_RATE}`,
  );
  for (const { family, samples: wrong, rate } of errors)
    console.log(`${family.padEnd(10)} false-discovery rate ${rate.toFixed(3)}, ${wrong} samples with one`);
} finally {
  await rm(directory, { recursive: true, force: true });
}

async function readBins(source: string): Promise<LabelledBins> {
  const session = await openSample(source, { customers, paidAt: false });
  try {
    await buildModels(session, await trialProject(), {
      targets: ['marts.claim_counts'],
      params: { as_of: { date: '2022-01-01' }, horizon_days: 14 },
    });
    const rows = await session.rows<{ user_id: string; dimension: string; bin: string; label: number }>(
      'from intermediate.int_claim_bins order by all',
    );
    const users = new Map(
      [...new Set(rows.map(({ user_id }) => user_id))].map((user, place) => [user, place]),
    );
    const labels = new Array<number>(users.size);
    const bins = new Map<string, { dimension: string; bin: string; customers: number[] }>();
    for (const { user_id, dimension, bin, label } of rows) {
      const place = users.get(user_id)!;
      labels[place] = label;
      const key = `${dimension} ${bin}`;
      const known = bins.get(key) ?? { dimension, bin, customers: [] };
      known.customers.push(place);
      bins.set(key, known);
    }
    return { labels, bins: [...bins.values()] };
  } finally {
    await session.close();
  }
}
