// What each learner of a yes/no question costs and how well it does, on seeded planted tables of 40 columns: seconds to
// fit, microseconds a row to predict and to explain, mean log-loss in nats per validation row, beside that of the truth.
// Usage: node --import tsx bench/binary-learners.ts [training rows] [validation rows]
import { openMachineLightgbm } from '../activities/training/machine-lightgbm.ts';
import { openMachineXgboost } from '../activities/training/machine-xgboost.ts';
import { binaryLearners } from '../models/estimators/binary/index.ts';
import { canFit } from '../models/estimators/fit-candidates.ts';
import { computeLogLoss } from '../models/metrics/log-loss.ts';
import { createRandom } from '../models/random.ts';
import { loadTensorflow } from '../platform/native.ts';
import { median } from './median.ts';
import { plantTable } from './plant-table.ts';

const REPEATS = 5;
const [trainingRows = 4_000, validationRows = 1_000] = process.argv.slice(2).map(Number);
const { tf } = await loadTensorflow();
const libraries = { tf, lightgbm: openMachineLightgbm(), xgboost: openMachineXgboost() };

const round = (value: number, digits: number) => Number(value.toFixed(digits));
const microsecondsPerRow = (work: () => void) => {
  const milliseconds = Array.from({ length: REPEATS }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  });
  return round((median(milliseconds) * 1e3) / validationRows, 1);
};

for (const kind of ['linear', 'interaction'] as const) {
  const training = plantTable(trainingRows, 1, kind);
  const validation = plantTable(validationRows, 2, kind);
  const lines: Record<string, object> = {};
  for (const [name, learner] of Object.entries(binaryLearners)) {
    if (!canFit(learner, libraries)) continue;
    const context = { ...libraries, random: createRandom(1) };
    const started = performance.now();
    const model = await learner.fit({ training, validation }, learner.params.parse({}), context);
    lines[name] = {
      'fit, s': round((performance.now() - started) / 1_000, 2),
      'predict, µs/row': microsecondsPerRow(() => model.predict(validation.features)),
      'explain, µs/row': microsecondsPerRow(() => model.explain(validation.features)),
      'validation log-loss': round(model.state.training.validationLogLoss, 4),
    };
  }
  const best = computeLogLoss(validation.truth, validation.labels)?.toFixed(4);
  console.log(
    `${kind}: ${trainingRows} training and ${validationRows} validation rows; the truth has ${best}`,
  );
  console.table(lines);
}
