import { copyFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { evaluateNextAffiliate } from '../../../activities/affiliate/evaluate-next-affiliate.ts';
import { scoreCustomers } from '../../../activities/affiliate/score-customers.ts';
import { nextAffiliateBoosting } from '../../../models/estimators/next-affiliate-boosting.ts';
import type { NextAffiliateModel } from '../../../models/estimators/next-affiliate-model.ts';
import { computeOutcomeLogLoss } from '../../../models/metrics/outcome-log-loss.ts';
import { createRandom } from '../../../models/random.ts';
import { openSession } from '../../../platform/duckdb/session.ts';
import { writeModelFile } from '../../../platform/matrices/model-file.ts';
import { readNextAffiliateFile } from '../../../platform/matrices/next-affiliate-file.ts';
import { requireLightgbm } from '../../models/estimators/lightgbm/machine-lightgbm.ts';
import { plantExpansion } from '../../models/estimators/planted-expansion.ts';
import { createServices, giveArtifacts, runStep } from '../../support/step-harness.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';
import { plantFiles } from '../training/plant-files.ts';

const COUNTS = { training: 300, test: 40, serving: 20 };

async function giveModel(model: NextAffiliateModel) {
  const directory = makeTemporaryDirectory();
  const services = createServices(directory);
  const paths = await plantFiles(directory, COUNTS);
  const give = (name: keyof typeof COUNTS) => ({
    file: `${name}.arrow`,
    rows: COUNTS[name],
    write: (path: string) => copyFile(paths[name], path),
  });
  const inputs = await giveArtifacts(services, {
    model: { file: 'model.json', rows: 0, write: (path: string) => writeModelFile(path, model.save()) },
    training: give('training'),
    test: give('test'),
    serving: give('serving'),
  });
  return { directory, services, inputs, test: await readNextAffiliateFile(paths.test) };
}

it('scores and evaluates trees, known by their format, in the process of the worker', async (context) => {
  const lightgbm = requireLightgbm(context);
  const model = await nextAffiliateBoosting.fit(
    { training: plantExpansion(300, 1), validation: plantExpansion(150, 9) },
    nextAffiliateBoosting.params.parse({}),
    { lightgbm, random: createRandom(1) },
  );
  const { directory, services, inputs, test } = await giveModel(model);
  const expected = model.predict(test.features, test.used);

  const evaluated = await runStep(evaluateNextAffiliate, services, { params: { seed: 1 }, inputs });
  expect(evaluated.metrics.log_loss).toBeCloseTo(computeOutcomeLogLoss(expected, test.next), 10);

  const scored = await runStep(scoreCustomers, services, {
    params: { scorer: 'next-affiliate-boosting' },
    inputs,
  });
  expect(scored.metrics).toEqual({ scorer: 'next-affiliate-boosting' });
  const session = await openSession({ memoryLimitMb: 256, threads: 1, scratchDir: directory });
  const rows = await session.rows<{ affiliate: string; probability: number }>(
    `select affiliate, probability from read_parquet($path)
     where split = 'test' and customer_id = $customer order by affiliate`,
    { path: services.store.locate(scored.artifacts.next_affiliate), customer: test.customers[0]! },
  );
  await session.close();
  const unused = test.used.columns.flatMap((affiliate, column) =>
    test.used.values[column] ? [] : [{ affiliate, probability: expected.any[0]! * expected.which[column]! }],
  );
  expect(rows).toEqual(unused);
});
