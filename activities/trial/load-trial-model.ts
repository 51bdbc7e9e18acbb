import type { BinaryModel } from '../../models/estimators/binary/binary-model.ts';
import { binaryLearners } from '../../models/estimators/binary/index.ts';
import { readModelFile } from '../../platform/matrices/model-file.ts';
import { openMachineLightgbm } from '../training/machine-lightgbm.ts';
import { openMachineXgboost } from '../training/machine-xgboost.ts';

/** Read a model of any binary learner; its format says which. */
export async function loadTrialModel(path: string): Promise<BinaryModel> {
  const saved = await readModelFile(path);
  const learner = Object.values(binaryLearners).find(({ format }) => format === saved.format);
  if (learner === undefined) throw new Error(`no learner reads models of format ${saved.format}`);
  return learner.load(saved, { lightgbm: openMachineLightgbm(), xgboost: openMachineXgboost() });
}
