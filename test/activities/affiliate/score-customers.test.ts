import { copyFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { evaluateNextAffiliate } from '../../../activities/affiliate/evaluate-next-affiliate.ts';
import { scoreCustomers } from '../../../activities/affiliate/score-customers.ts';
import { computeOutcomeLogLoss } from '../../../models/metrics/outcome-log-loss.ts';
import type { EncodedNextAffiliateModel } from '../../../models/next-affiliate/encoded-model.ts';
import { fitLearners } from '../../../models/next-affiliate/fit-learners.ts';
import { openSession } from '../../../platform/duckdb/session.ts';
import { writeModelFile } from '../../../platform/matrices/model-file.ts';
import { readNextAffiliateFile } from '../../../platform/matrices/next-affiliate-file.ts';
import { requireLightgbm } from '../../models/estimators/lightgbm/machine-lightgbm.ts';
import { plantSnapshots, SNAPSHOT_SPECS } from '../../models/next-affiliate/planted-snapshots.ts';
import { createServices, giveArtifacts, runStep } from '../../support/step-harness.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';
import { plantFiles } from '../training/plant-files.ts';

const COUNTS = { training: 300, test: 40, serving: 20 };

async function giveModels(judged: EncodedNextAffiliateModel, released: EncodedNextAffiliateModel) {
  const directory = makeTemporaryDirectory();
  const services = createServices(directory);
  const paths = await plantFiles(directory, COUNTS);
  const give = (name: keyof typeof COUNTS) => ({
    file: `${name}.arrow`,
    rows: COUNTS[name],
    write: (path: string) => copyFile(paths[name], path),
  });
  const giveModel = (file: string, model: EncodedNextAffiliateModel) => ({
    file,
    rows: 0,
    write: (path: string) => writeModelFile(path, model.save()),
  });
  const inputs = await giveArtifacts(services, {
    model: giveModel('judged.json', judged),
    released: giveModel('released.json', released),
    training: give('training'),
    test: give('test'),
    serving: give('serving'),
  });
  const read = (name: 'test' | 'serving') => readNextAffiliateFile(paths[name]);
  return { directory, services, inputs, test: await read('test'), serving: await read('serving') };
}

it('scores and evaluates trees in the process of the worker: the test by what was judged, the rest by what is released', async (context) => {
  const lightgbm = requireLightgbm(context);
  const learn = async (seed: number) => {
    const data = { training: plantSnapshots(300, seed), validation: plantSnapshots(150, seed + 8) };
    const learners = ['next-affiliate-boosting'];
    return (await fitLearners({ specs: SNAPSHOT_SPECS, ...data }, learners, { lightgbm, seed })).chosen;
  };
  const [judged, released] = [await learn(1), await learn(2)];
  const { directory, services, inputs, test, serving } = await giveModels(judged, released);
  const predict = ({ model, encode }: EncodedNextAffiliateModel, rows: typeof test) =>
    model.predict(encode(rows), rows.used);
  const expected = predict(judged, test);

  const evaluated = await runStep(evaluateNextAffiliate, services, { params: { seed: 1 }, inputs });
  expect(evaluated.metrics.log_loss).toBeCloseTo(computeOutcomeLogLoss(expected, test.next), 10);

  const scored = await runStep(scoreCustomers, services, {
    params: { scorer: 'next-affiliate-boosting' },
    inputs,
  });
  expect(scored.metrics).toEqual({ scorer: 'next-affiliate-boosting' });
  const session = await openSession({ memoryLimitMb: 256, threads: 1, scratchDir: directory });
  for (const [split, rows, prediction] of [
    ['test', test, expected],
    ['serving', serving, predict(released, serving)],
  ] as const) {
    const scores = await session.rows<{ affiliate: string; probability: number }>(
      `select affiliate, probability from read_parquet($path)
       where split = $split and customer_id = $customer order by affiliate`,
      { path: services.store.locate(scored.artifacts.next_affiliate), split, customer: rows.customers[0]! },
    );
    const unused = rows.used.columns.flatMap((affiliate, column) =>
      rows.used.values[column]
        ? []
        : [{ affiliate, probability: prediction.any[0]! * prediction.which[column]! }],
    );
    expect(scores, split).toEqual(unused);
  }
  await session.close();
});
