import type { TestContext } from 'vitest';
import { type Lightgbm, openLightgbm } from '../../../../models/estimators/lightgbm/open-lightgbm.ts';
import { readNativeParts } from '../../../../platform/native.ts';

const part = readNativeParts().lightgbm;

/** LightGBM as the bootstrap found it on this machine; undefined where it is missing. */
export const machineLightgbm: Lightgbm | undefined = part.ok ? openLightgbm(part.path, 2) : undefined;

/** LightGBM, or the test is skipped and says why. */
export function requireLightgbm({ skip }: TestContext): Lightgbm {
  if (machineLightgbm === undefined) skip(`LightGBM is missing here: ${part.ok || part.reason}`);
  return machineLightgbm!;
}
