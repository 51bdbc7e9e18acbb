import { availableParallelism } from 'node:os';
import { type Lightgbm, openLightgbm } from '../../models/estimators/lightgbm/open-lightgbm.ts';
import { readNativeParts } from '../../platform/native.ts';

let opened: Lightgbm | undefined;

/** LightGBM as the bootstrap found it, opened once per process (9 MB); undefined where this machine lacks it. */
export function openMachineLightgbm(): Lightgbm | undefined {
  const part = readNativeParts().lightgbm;
  if (!part.ok) return undefined;
  opened ??= openLightgbm(part.path, availableParallelism());
  return opened;
}
