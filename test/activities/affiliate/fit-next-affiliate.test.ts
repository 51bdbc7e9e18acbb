import { copyFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { fitNextAffiliate } from '../../../activities/affiliate/fit-next-affiliate.ts';
import { nextAffiliateLearners } from '../../../models/estimators/index.ts';
import { NEXT_AFFILIATE_LEARNERS } from '../../../models/next-affiliate/next-affiliate-recipe.ts';
import { readModelFile } from '../../../platform/matrices/model-file.ts';
import { requireLightgbm } from '../../models/estimators/lightgbm/machine-lightgbm.ts';
import { createServices, giveArtifacts, runStep } from '../../support/step-harness.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';
import { plantFiles } from '../training/plant-files.ts';

it('keeps the best model and says what every candidate reached', async (context) => {
  requireLightgbm(context);
  const directory = makeTemporaryDirectory();
  const services = createServices(directory);
  const paths = await plantFiles(directory, { training: 300, validation: 150 });
  const give = (name: 'features' | 'training' | 'validation', rows: number) => ({
    file: name,
    rows,
    write: (path: string) => copyFile(paths[name], path),
  });
  const inputs = await giveArtifacts(services, {
    features: give('features', 0),
    training: give('training', 300),
    validation: give('validation', 150),
  });
  const { artifacts, metrics, value, rows } = await runStep(fitNextAffiliate, services, {
    params: { seed: 1, learners: [...NEXT_AFFILIATE_LEARNERS] },
    inputs,
  });
  const losses = nextAffiliateLearners.map(
    ({ name }) => [metrics[`validation_log_loss_${name}`], name] as const,
  );
  const [best] = losses.map(([loss]) => Number(loss)).sort((left, right) => left - right);
  expect(losses).toContainEqual([best, value.chosen]);
  expect(metrics).toMatchObject({ chosen: value.chosen });
  expect(metrics).not.toHaveProperty('skipped');
  expect(rows).toBe(300);
  const saved = await readModelFile(services.store.locate(artifacts.model));
  expect(saved).toMatchObject({ format: 'next-affiliate/1', json: { recipe: { learner: value.chosen } } });
});
