import type { TestContext } from 'vitest';
import { openXgboost, type Xgboost } from '../../../../models/estimators/xgboost/open-xgboost.ts';
import { readNativeParts } from '../../../../platform/native.ts';

const part = readNativeParts().xgboost;

/** XGBoost as the bootstrap found it on this machine; undefined where it is missing. */
export const machineXgboost: Xgboost | undefined = part.ok ? openXgboost(part.path) : undefined;

/** XGBoost, or the test is skipped and says why. */
export function requireXgboost({ skip }: TestContext): Xgboost {
  if (machineXgboost === undefined) skip(`XGBoost is missing here: ${part.ok || part.reason}`);
  return machineXgboost!;
}
