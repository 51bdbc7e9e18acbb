import { describe, expect, it } from 'vitest';
import { judgeLateness, nextMessage } from '../../../models/journeys/next-message.ts';
import type { DoorEvent, JourneyState } from '../../../models/journeys/state.ts';
import { APPLIED, hour, into, out, PLAN, sketchJourney } from './sketch-journey.ts';

const note = (action: string): JourneyState['messages'][number] => ({
  action,
  point: 'stay_3h',
  state: 'sent',
  about: '',
  at: APPLIED,
});
/** The next messages, one after the other, with the hours after the application at which each is due. */
function listDue(door: readonly DoorEvent[], change: Partial<JourneyState> = {}) {
  const due: Array<[string, number]> = [];
  for (;;) {
    const messages = due.map(([action]) => note(action));
    const next = nextMessage(sketchJourney(door, { messages, ...change }), PLAN);
    if (next === undefined || due.length > 9) return due;
    due.push([next.action, (next.dueAt - APPLIED) / 3600]);
  }
}

describe('messages are due', () => {
  it.each<[string, DoorEvent[], Array<[string, number]>]>([
    ['on the last day only, for who never comes', [], [['C4', 48]]],
    [
      'at the first visit, and at 3 h inside',
      [into(1), out(6)],
      [
        ['C2', 1],
        ['C3a', 4],
        ['C4', 48],
      ],
    ],
    [
      'at 3 h of several stays',
      [into(1), out(2), into(10), out(11), into(20), out(23)],
      [
        ['C2', 1],
        ['C3a', 21],
        ['C4', 48],
      ],
    ],
    [
      'not at 3 h, for who leaves before',
      [into(1), out(3.9)],
      [
        ['C2', 1],
        ['C4', 48],
      ],
    ],
    [
      'at 15 h',
      [into(1), out(11), into(24), out(34)],
      [
        ['C2', 1],
        ['C3a', 4],
        ['C3b', 29],
        ['C4', 48],
      ],
    ],
    [
      'at 3 h of a stay that is not over, 12 h at most',
      [into(1)],
      [
        ['C2', 1],
        ['C3a', 4],
        ['C4', 48],
      ],
    ],
    [
      'not after the trial',
      [into(70)],
      [
        ['C4', 48],
        ['C2', 70],
      ],
    ],
    [
      'at the second of leaving, for exactly 3 h',
      [into(1), out(4)],
      [
        ['C2', 1],
        ['C3a', 4],
        ['C4', 48],
      ],
    ],
    [
      'at 3 h though the doors are lost: in elsewhere',
      [into(1), into(3, '2'), out(5, '2')],
      [
        ['C2', 1],
        ['C3a', 4],
        ['C4', 48],
      ],
    ],
  ])('%s', (_, door, due) => {
    expect(listDue(door)).toEqual(due);
  });

  it('before quiet hours, where the plan says so', () => {
    const marks = PLAN.marks.map((mark) => (mark.action === 'C4' ? { ...mark, dueAt: hour(40) } : mark));
    const next = nextMessage(sketchJourney(), { ...PLAN, marks });
    expect(next).toMatchObject({ action: 'C4', dueAt: hour(40), decidedAt: hour(48) });
  });

  it('of the application that counts', () => {
    const state = sketchJourney([], { applications: [APPLIED, hour(20)] });
    expect(nextMessage(state, PLAN)?.dueAt).toBe(hour(68));
  });
});

describe('a message', () => {
  const inside = sketchJourney([into(1)]);
  const gone = sketchJourney([into(1), out(4.01)]);
  const due = (state: JourneyState, action: string) => {
    const others = PLAN.marks.filter((mark) => mark.action !== action).map((mark) => note(mark.action));
    return nextMessage({ ...state, messages: others }, PLAN)!;
  };
  it.each<[string, JourneyState, string, number, number, string | null]>([
    ['in time', inside, 'C3a', 1, 1, null],
    ['some minutes late to who is inside still', inside, 'C3a', 20 * 60, 1, null],
    ['some minutes late to who has left', gone, 'C3a', 20 * 60, 1, 'left'],
    ['a minute late to who has just left', gone, 'C3a', 60, 1, null],
    ['half an hour late', inside, 'C3a', 30 * 60 + 1, 1, 'too_late'],
    ['of the last day to who is outside', gone, 'C4', 20 * 60, 1, null],
    ['a second late where a second is an hour', inside, 'C3a', 3600, 3600, null],
  ])('%s', (_, state, action, lateSeconds, speed, lateness) => {
    const message = due(state, action);
    expect(judgeLateness(message, state, { now: message.dueAt + lateSeconds, speed })).toBe(lateness);
  });
});
