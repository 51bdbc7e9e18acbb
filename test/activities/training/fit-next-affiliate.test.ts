import { join } from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';
import { runTask } from '../../../activities/training/fit-next-affiliate.ts';
import { openMachineLightgbm } from '../../../activities/training/machine-lightgbm.ts';
import { nextAffiliateLearners } from '../../../models/estimators/index.ts';
import { computeOutcomeLogLoss } from '../../../models/metrics/outcome-log-loss.ts';
import { loadEncodedModel } from '../../../models/next-affiliate/encoded-model.ts';
import { NEXT_AFFILIATE_LEARNERS } from '../../../models/next-affiliate/next-affiliate-recipe.ts';
import { readModelFile } from '../../../platform/matrices/model-file.ts';
import { readNextAffiliateFile } from '../../../platform/matrices/next-affiliate-file.ts';
import { requireLightgbm } from '../../models/estimators/lightgbm/machine-lightgbm.ts';
import { makeTemporaryDirectory } from '../../support/temporary-directory.ts';
import { plantFiles } from './plant-files.ts';

const MISSING = { ok: false, reason: 'no wheel for this machine', tried: [], fix: 'install it' } as const;
const machine = vi.hoisted(() => ({ lacksLightgbm: false }));
vi.mock('../../../platform/native.ts', async (importOriginal) => {
  const native = await importOriginal<typeof import('../../../platform/native.ts')>();
  const readNativeParts = () => ({
    ...native.readNativeParts(),
    ...(machine.lacksLightgbm && { lightgbm: MISSING }),
  });
  return { ...native, readNativeParts };
});

beforeEach(() => {
  machine.lacksLightgbm = false;
});

async function fitPlanted(learners: readonly string[] = NEXT_AFFILIATE_LEARNERS) {
  const directory = makeTemporaryDirectory();
  const files = await plantFiles(directory, { training: 400, validation: 200 });
  const input = { ...files, model: join(directory, 'model.json'), seed: 1, learners };
  const notes: string[] = [];
  const onProgress = async (_: number, note: string) => void notes.push(note);
  const result = await runTask(input, { onProgress });
  return { input, notes, result };
}

it('fits every learner and writes the one with the least validation log-loss', async (context) => {
  requireLightgbm(context);
  const { input, notes, result } = await fitPlanted();
  const losses = Object.entries(result.validationLogLosses);
  expect(losses.map(([name]) => name)).toEqual(nextAffiliateLearners.map(({ name }) => name));
  for (const [name] of losses) expect(notes.some((note) => note.startsWith(`${name}, `))).toBe(true);
  const [best] = losses.sort(([, left], [, right]) => left - right)[0]!;
  expect([result.chosen, result.skipped]).toEqual([best, []]);
  const rows = await readNextAffiliateFile(input.validation);
  const libraries = { lightgbm: openMachineLightgbm() };
  const { recipe, encode, model } = loadEncodedModel(await readModelFile(input.model), libraries);
  expect(recipe).toEqual({ learner: best });
  expect(computeOutcomeLogLoss(model.predict(encode(rows), rows.used), rows.next)).toBe(
    result.validationLogLosses[best],
  );
});

it('fits the learner that is named, when one is', async (context) => {
  requireLightgbm(context);
  const { result } = await fitPlanted(['next-affiliate-boosting']);
  expect([result.chosen, Object.keys(result.validationLogLosses)]).toEqual([
    'next-affiliate-boosting',
    ['next-affiliate-boosting'],
  ]);
});

it('goes without the learners whose library is missing, and says why', async () => {
  machine.lacksLightgbm = true;
  const { input, result } = await fitPlanted();
  expect(result.chosen).toBe('next-affiliate-net');
  expect(Object.keys(result.validationLogLosses)).toEqual(['next-affiliate-net']);
  expect(result.skipped).toEqual(['lightgbm: no wheel for this machine']);
  expect(loadEncodedModel(await readModelFile(input.model), {}).recipe.learner).toBe('next-affiliate-net');
});
