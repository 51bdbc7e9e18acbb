import { expect, it } from 'vitest';
import { assertClassData } from '../../../../models/estimators/classes/class-learner.ts';
import { plantClasses } from './planted-classes.ts';

const training = plantClasses(4, 1);

it('lets whole rows through', () => {
  expect(() => assertClassData({ classes: 3, training, stopping: training })).not.toThrow();
});

it.each([
  ['no row', plantClasses(0, 1), 'invalid stopping rows: 0 (expected at least 1)'],
  [
    'fewer weights than rows',
    { ...training, weight: new Float32Array(3) },
    'invalid stopping rows: 4 labels and 3 weights (expected 4 each)',
  ],
  [
    'half a class',
    { ...training, label: Float32Array.of(0, 1, 0.5, 0) },
    'invalid stopping rows: label 0.5 in row 2 (expected a class from 0 to 2)',
  ],
])('refuses %s', (_, stopping, message) => {
  expect(() => assertClassData({ classes: 3, training, stopping })).toThrow(message);
});
