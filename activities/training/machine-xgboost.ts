import { openXgboost, type Xgboost } from '../../models/estimators/xgboost/open-xgboost.ts';
import { readNativeParts } from '../../platform/native.ts';

let opened: Xgboost | undefined;

/** XGBoost as the bootstrap found it, opened once per process (22 MB); undefined where this machine lacks it. */
export function openMachineXgboost(): Xgboost | undefined {
  const part = readNativeParts().xgboost;
  if (!part.ok) return undefined;
  opened ??= openXgboost(part.path);
  return opened;
}
