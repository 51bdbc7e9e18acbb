import { expect, it } from 'vitest';
import { DatasetName } from '../../../models/contracts/run-input.ts';
import { nameRehearsal, rehearsedDataset } from '../../../models/journeys/rehearsal.ts';

it('has a name that no dataset can have, and knows whose models it uses', () => {
  const name = nameRehearsal('lounge', '1');
  expect(DatasetName.safeParse(name).success).toBe(false);
  expect(rehearsedDataset(name)).toBe('lounge');
  expect(rehearsedDataset('lounge')).toBe('lounge');
});
