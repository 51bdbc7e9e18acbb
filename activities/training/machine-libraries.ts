import type { LearnerLibraries } from '../../models/estimators/learner.ts';
import { openMachineLightgbm } from './machine-lightgbm.ts';
import { openMachineXgboost } from './machine-xgboost.ts';

/** The tree libraries of this machine, opened once per process; those that it lacks are undefined. */
export function openMachineLibraries(): Pick<LearnerLibraries, 'lightgbm' | 'xgboost'> {
  return { lightgbm: openMachineLightgbm(), xgboost: openMachineXgboost() };
}
