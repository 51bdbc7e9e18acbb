import { expect, it } from 'vitest';
import { readNativeParts } from '../../../platform/native.ts';
import { runTrainerTask } from '../../../platform/trainer/run-trainer-task.ts';

const task = new URL('./tasks/train-next-affiliate.ts', import.meta.url);

it('trains in a child on the backend of this machine, bit for bit the same twice, leaving no tensor', async () => {
  const input = { rows: 2_000, params: { maxEpochs: 4, units: 16 } };
  const heard: number[] = [];
  const onProgress = (fraction: number) => heard.push(fraction);
  const first = await runTrainerTask({ task, input, onProgress });
  const second = await runTrainerTask({ task, input });
  expect(second.result).toEqual(first.result);
  expect(first.result).toMatchObject({ leakedTensors: 0, validationLogLoss: expect.any(Number) });
  expect(heard).toEqual([0.25, 0.5, 0.75, 1]);
  if (readNativeParts().tensorflow.ok) expect(first.result).toMatchObject({ backend: 'tensorflow' });
});
