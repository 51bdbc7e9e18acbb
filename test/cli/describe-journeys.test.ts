import { expect, it } from 'vitest';
import { describeJourneys } from '../../cli/describe-journeys.ts';
import { REAL_TIME } from '../../models/journeys/clock.ts';

it('shows whose journey it is, since when, and what became of its messages', () => {
  const journey = {
    ...{ dataset: 'lounge', journey: 'ab'.repeat(16), customer_id: 'U1', consent: 'given' as const },
    ...{
      registered_at: Date.UTC(2021, 11, 6, 9) / 1000,
      clock: REAL_TIME,
      paid_at: null,
      opted_out_at: null,
    },
    ...{ state: 'closed' as const, ending: 'paid' as const, ended_at: 0, oddities: {} },
    messages: [
      { action: 'C2', state: 'held_out', drop_reason: null, decided_at: 0 },
      { action: 'C3a', state: 'dropped', drop_reason: 'quiet_hours', decided_at: 0 },
    ],
  };
  expect(describeJourneys([journey]).split('\n')).toEqual([
    'journey       dataset  customer  applied (UTC)     state  messages',
    'abababababab  lounge   U1        2021-12-06 09:00  paid   C2 held out, C3a quiet_hours',
    '',
  ]);
});

it('says how to begin where there is none', () => {
  expect(describeJourneys([])).toContain('journey start');
});
