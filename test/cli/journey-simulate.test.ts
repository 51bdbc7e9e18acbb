import { expect, it } from 'vitest';
import { describeRehearsal } from '../../cli/journey-simulate.ts';

it('says what a rehearsal came to', () => {
  const text = describeRehearsal({
    dataset: 'lounge~1',
    events: 1_234,
    journeys: { paid: 3, trial_over: 9 },
    messages: [
      { action: 'C3a', state: 'held_out', drop_reason: null, count: 4 },
      { action: 'C4', state: 'dropped', drop_reason: 'no_consent', count: 12 },
    ],
  });
  expect(text.split('\n')).toEqual([
    '1,234 events told; journeys: 3 paid, 9 trial over',
    '',
    'action  messages  what became of them',
    'C3a            4  held out',
    'C4            12  dropped: no_consent',
    '',
    "kept as lounge~1 (crosslift journey list --dataset 'lounge~1')",
    '',
  ]);
});
