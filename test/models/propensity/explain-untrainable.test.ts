import { expect, it } from 'vitest';
import { explainUntrainable } from '../../../models/propensity/explain-untrainable.ts';

const split = (rows: number, positives: number) => ({ rows, positives });
const GOOD = { training: split(50, 20), validation: split(20, 8), test: split(20, 5) };

it.each([
  ['something can be learnt', GOOD, 3, null],
  ['no label at all', { training: split(0, 0) }, 3, 'no row has a label'],
  ['zeros only', { training: split(50, 0), test: split(20, 0) }, 3, 'all 70 labelled rows are 0'],
  ['ones only', { training: split(50, 50), test: split(20, 20) }, 3, 'all 70 labelled rows are 1'],
  ['a set of one kind', { ...GOOD, test: split(2, 0) }, 3, 'the test rows (2) are all of one kind'],
  ['an empty set', { ...GOOD, validation: split(0, 0) }, 3, 'the validation rows (0) are all of one kind'],
  ['no column', GOOD, 0, 'no column can say anything'],
])('%s', (_, splits, features, why) => {
  const said = explainUntrainable(splits, features);
  if (why === null) expect(said).toBeNull();
  else expect(said).toContain(why);
});
