import { expect, it } from 'vitest';
import {
  LightgbmClassesParams,
  lightgbmClasses,
} from '../../../../models/estimators/classes/lightgbm-classes.ts';
import { createRandom } from '../../../../models/random.ts';
import { requireLightgbm } from '../lightgbm/machine-lightgbm.ts';
import { plantClasses } from './planted-classes.ts';

const training = plantClasses(600, 1);

it('stops when the stopping rows have not gained for as long as its patience', async (context) => {
  const rounds: string[] = [];
  await lightgbmClasses.fit(
    { classes: 3, training, stopping: plantClasses(300, 3) },
    LightgbmClassesParams.parse({ maxRounds: 400, patience: 5, learningRate: 0.5 }),
    {
      random: createRandom(1),
      lightgbm: requireLightgbm(context),
      onProgress: (_, note) => {
        rounds.push(note);
      },
    },
  );
  expect(rounds.length).toBeGreaterThan(5);
  expect(rounds.length).toBeLessThan(100);
});
