import { expect, it } from 'vitest';
import { describeCode } from '../../activities/describe-code.ts';
import { STEP_DEFINITIONS } from '../../activities/index.ts';
import { keyParts } from '../../platform/steps/step-key.ts';
import { STEP_CALL } from '../models/contracts/examples.ts';

it('tells the code and libraries of every step as they stand in its key', async () => {
  const described = await describeCode(STEP_DEFINITIONS)();
  expect(Object.keys(described)).toEqual(Object.keys(STEP_DEFINITIONS));
  const { code, libraries } = await keyParts(STEP_DEFINITIONS.fitNextAffiliate, STEP_CALL);
  expect(described.fitNextAffiliate).toEqual({ code, libraries });
  expect(new Set(Object.values(described).map((parts) => parts.code)).size).toBe(
    Object.keys(STEP_DEFINITIONS).length,
  );
});
