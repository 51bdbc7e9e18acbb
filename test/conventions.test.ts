import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../platform/config.ts';

const FOLDERS = ['activities', 'cli', 'models', 'platform', 'report', 'workflows'];

/** Files that no test mirrors or imports, by path or folder, with a test that runs them all the same. */
const TESTED_THROUGH: Readonly<Record<string, string>> = {
  'activities/affiliate/affiliate-day.ts': 'test/activities/affiliate/steps.test.ts',
  'activities/affiliate/candidate-queries.ts': 'test/activities/affiliate/plan-strategies.test.ts',
  'activities/affiliate/customer-slices.ts': 'test/activities/affiliate/steps.test.ts',
  'activities/affiliate/find-record.ts': 'test/activities/affiliate/segment-customers.test.ts',
  'activities/affiliate/read-category-lines.ts': 'test/activities/affiliate/segment-customers.test.ts',
  'activities/affiliate/read-people.ts': 'test/activities/affiliate/segment-customers.test.ts',
  'activities/affiliate/read-product-log.ts': 'test/activities/affiliate/recommend-products.test.ts',
  'activities/affiliate/read-purchase-days.ts': 'test/activities/affiliate/estimate-lifetime-value.test.ts',
  'activities/affiliate/read-affiliates.ts': 'test/activities/affiliate/steps.test.ts',
  'activities/affiliate/read-lists.ts': 'test/activities/affiliate/steps.test.ts',
  'activities/affiliate/segment-files.ts': 'test/activities/affiliate/segment-customers.test.ts',
  'activities/affiliate/write-lifetime-values.ts':
    'test/activities/affiliate/estimate-lifetime-value.test.ts',
  'activities/journeys/index.ts': 'test/e2e/trial-conversion.test.ts',
  'activities/journeys/': 'test/activities/journeys/decide-message.test.ts',
  'activities/propensity/': 'test/activities/propensity/steps.test.ts',
  'activities/training/machine-xgboost.ts': 'test/activities/training/machine-libraries.test.ts',
  'activities/training/open-recommender.ts': 'test/activities/training/recommend-products.test.ts',
  'activities/trial/read-candidates.ts': 'test/activities/trial/plan-strategies.test.ts',
  'activities/trial/read-verdicts.ts': 'test/activities/trial/plan-strategies.test.ts',
  'activities/trial/trial-day.ts': 'test/activities/trial/steps.test.ts',
  'activities/write-report.ts': 'test/e2e/affiliate-expansion.test.ts',
  'cli/': 'test/e2e/affiliate-expansion.test.ts',
  'models/contracts/': 'test/activities/affiliate/steps.test.ts',
  'models/contracts/publication-order.ts': 'test/activities/publishing/carry-out-order.test.ts',
  'models/contracts/backfill.ts': 'test/workflows/backfill.test.ts',
  'models/contracts/step-decision.ts': 'test/workflows/park-failures.test.ts',
  'models/estimators/': 'test/models/estimators/index.test.ts',
  'models/gates/rules/': 'test/models/gates/rules/index.test.ts',
  'models/gates/rules/binary/': 'test/models/gates/rules/binary/index.test.ts',
  'models/gates/rules/description/': 'test/models/gates/rules/description/index.test.ts',
  'models/gates/rules/recommender/': 'test/models/gates/rules/recommender/index.test.ts',
  'models/gates/rules/trial/': 'test/models/gates/rules/trial/index.test.ts',
  'models/insights/': 'test/models/insights/test-claims.test.ts',
  'models/insights/sentences/': 'test/models/insights/sentences/write-sentence.test.ts',
  'models/insights/trial-claims/': 'test/models/insights/trial-claims/index.test.ts',
  'models/playbooks/write-strategy.ts': 'test/models/playbooks/plan-affiliate-strategies.test.ts',
  'models/publishing/': 'test/platform/publishing/write-people-files.test.ts',
  'models/recommender/': 'test/models/recommender/train-recommender.test.ts',
  'models/segments/': 'test/models/segments/run-lloyd.test.ts',
  'platform/bootstrap/': 'test/e2e/affiliate-expansion.test.ts',
  'platform/alerts/send-alert.ts': 'test/activities/night/tell-changes.test.ts',
  'platform/explain/questions.ts': 'test/platform/explain/explain-customer.test.ts',
  'platform/night/read-cards.ts': 'test/activities/night/tell-changes.test.ts',
  'platform/night/require-scopes.ts': 'test/workflows/nightly.test.ts',
  'platform/postgres/find-artifact.ts': 'test/activities/journeys/decide-message.test.ts',
  'platform/postgres/journey-deliveries.ts': 'test/platform/journeys/send-messages.test.ts',
  'platform/matrices/table-columns.ts': 'test/platform/matrices/example-file.test.ts',
  'platform/processes/libc.ts': 'test/platform/processes/file-lock.test.ts',
  'platform/publishing/': 'test/activities/publishing/steps.test.ts',
  'platform/replay/': 'test/activities/begin-replay.test.ts',
  'platform/source/': 'test/activities/affiliate/steps.test.ts',
  'platform/source/table/': 'test/activities/propensity/steps.test.ts',
  'platform/sql/sql-model.ts': 'test/platform/sql/load-models.test.ts',
  'platform/sql/syntax-node.ts': 'test/platform/sql/list-aggregated.test.ts',
  'platform/stack/': 'test/platform/stack/connect-stack.test.ts',
  'platform/steps/': 'test/platform/steps/run-step.test.ts',
  'platform/temporal/bundle-child.ts': 'test/platform/temporal/bundle-workflows.test.ts',
  'platform/trainer/': 'test/platform/trainer/run-trainer-task.test.ts',
  'report/': 'test/report/render-report.test.ts',
  'workflows/describe-customers.ts': 'test/e2e/affiliate-expansion.test.ts',
  'workflows/publish-strategies.ts': 'test/e2e/affiliate-expansion.test.ts',
  'workflows/tell-changes.ts': 'test/workflows/park-failures.test.ts',
  'workflows/root-message.ts': 'test/workflows/park-failures.test.ts',
  'workflows/deliver-to-sinks.ts': 'test/e2e/affiliate-expansion.test.ts',
  'workflows/predict-next-affiliate.ts': 'test/e2e/affiliate-expansion.test.ts',
  'workflows/recommend-products.ts': 'test/e2e/affiliate-expansion.test.ts',
  'workflows/plan-affiliate-offers.ts': 'test/e2e/affiliate-expansion.test.ts',
  'workflows/dag.ts': 'test/e2e/affiliate-expansion.test.ts',
  'workflows/parked-steps.ts': 'test/workflows/park-failures.test.ts',
  'workflows/end-without-model.ts': 'test/e2e/affiliate-expansion.test.ts',
  'workflows/plan-trial.ts': 'test/e2e/trial-conversion.test.ts',
  'workflows/measure-lift.ts': 'test/e2e/affiliate-expansion.test.ts',
  'workflows/prepare-affiliate.ts': 'test/e2e/affiliate-expansion.test.ts',
  'workflows/proxy-control.ts': 'test/workflows/park-failures.test.ts',
  'workflows/prepare-trial.ts': 'test/e2e/trial-conversion.test.ts',
  'workflows/train-trial-point.ts': 'test/e2e/trial-conversion.test.ts',
};

/** What has no test: delete the line with the first one. */
const NOT_TESTED: readonly string[] = [];

/** Tests whose name is not that of a file: what they show belongs to several. */
const NAMED_AFTER_A_SUBJECT = [
  'test/activities/affiliate/steps.test.ts',
  'test/activities/propensity/bad-input.test.ts',
  'test/activities/propensity/steps.test.ts',
  'test/activities/publishing/steps.test.ts',
  'test/activities/trial/bad-input.test.ts',
  'test/activities/trial/steps.test.ts',
  'test/models/contracts/payloads.test.ts',
  'test/models/lift/simulated-experiments.test.ts',
  'test/platform/source/retail-panel.test.ts',
  'test/platform/store/interrupted-commit.test.ts',
  'test/platform/trainer/train-next-affiliate.test.ts',
  'test/workflows/replay.test.ts',
];

/** Files below a folder of the project, as paths from its root. */
function listFiles(folder: string): string[] {
  return readdirSync(join(PROJECT_ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|mjs)$/.test(entry.name))
    .map((entry) => relative(PROJECT_ROOT, join(entry.parentPath, entry.name)))
    .sort();
}
const readText = (file: string) => readFileSync(join(PROJECT_ROOT, file), 'utf8');

/** What a file runs: imports of values, and programs by their address. */
function listImports(file: string): string[] {
  const values = /^(?:import|export) (?!type)[^;]*?from '(\.[^']+)'/gm;
  const programs = /new URL\(\s*'(\.[^']+\.(?:ts|mjs))'/g;
  const text = readText(file);
  const found = [...text.matchAll(values), ...text.matchAll(programs)];
  return found.map(([, path]) => relative(PROJECT_ROOT, resolve(PROJECT_ROOT, dirname(file), path ?? '')));
}

/** Everything that a file runs, whatever the depth. */
function listReached(file: string, reached: Set<string> = new Set()): Set<string> {
  for (const path of listImports(file)) {
    if (reached.has(path) || !existsSync(join(PROJECT_ROOT, path))) continue;
    reached.add(path);
    if (/\.(ts|mjs)$/.test(path)) listReached(path, reached);
  }
  return reached;
}

/** A file of types only leaves nothing to run. */
function hasCode(file: string): boolean {
  return /^(export )?(async )?(const|let|function|class)\b|^\w+\(|^await /m.test(readText(file));
}

const sources = FOLDERS.flatMap(listFiles);
const tests = listFiles('test');
const imported = new Set(tests.flatMap(listImports));
const isMirrored = (source: string) =>
  existsSync(join(PROJECT_ROOT, 'test', source.replace(/\.(ts|mjs)$/, '.test.ts')));
/** The narrowest place of the list that a file is in. */
const placeOf = (source: string) =>
  Object.keys(TESTED_THROUGH)
    .filter((place) => (place.endsWith('/') ? source.startsWith(place) : source === place))
    .sort((left, right) => right.length - left.length)[0];
const untested = sources.filter((source) => hasCode(source) && !isMirrored(source) && !imported.has(source));

describe('every file', () => {
  it('has a test of its name, is run by one, or stands in a list that says which test runs it', () => {
    const unlisted = untested.filter(
      (source) => !NOT_TESTED.includes(source) && placeOf(source) === undefined,
    );
    expect(unlisted).toEqual([]);
  });

  it.each(Object.entries(TESTED_THROUGH))('below %s is run by %s', (place, test) => {
    const covered = untested.filter((source) => placeOf(source) === place && !NOT_TESTED.includes(source));
    expect(covered, 'nothing there needs this line').not.toEqual([]);
    expect(existsSync(join(PROJECT_ROOT, test))).toBe(true);
    // Those start the program as people do; what it loads cannot be read off imports.
    if (test.startsWith('test/e2e/')) return;
    const reached = listReached(test);
    expect(covered.filter((source) => !reached.has(source))).toEqual([]);
  });

  it.each(NOT_TESTED)('%s still has no test', (source) => {
    expect(untested).toContain(source);
  });

  it('that tests something has something of its name to test', () => {
    const withoutSource = tests
      .filter((test) => test.endsWith('.test.ts'))
      .filter((test) => FOLDERS.some((folder) => test.startsWith(`test/${folder}/`)))
      .filter((test) => {
        const stem = test.slice('test/'.length, -'.test.ts'.length);
        return !sources.some((source) => source.replace(/\.(ts|mjs)$/, '') === stem);
      });
    expect(withoutSource).toEqual(NAMED_AFTER_A_SUBJECT);
  });
});

describe('the code', () => {
  it.each(listFiles('models'))('%s knows neither the clock nor chance of its own', (file) => {
    expect(readText(file)).not.toMatch(/\bMath\.random\b|\bDate\.now\b|\bnew Date\(\)/);
  });

  it('has no default export', () => {
    const places = [...sources, ...tests, ...listFiles('sample')];
    expect(places.filter((file) => /^export default\b/m.test(readText(file)))).toEqual([]);
  });

  it('reads the environment where its settings are parsed and where processes are started', () => {
    const readers = sources.filter((file) => /\bprocess\.env\b/.test(readText(file)));
    const allowed = [/^platform\/config\.ts$/, /^platform\/(bootstrap|stack|trainer|processes)\//, /^cli\//];
    allowed.push(/^platform\/native\.ts$/, /^platform\/source\/bucket\/connect-bucket\.ts$/);
    expect(readers.filter((file) => !allowed.some((place) => place.test(file)))).toEqual([]);
  });
});
