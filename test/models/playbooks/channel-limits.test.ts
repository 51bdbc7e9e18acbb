import { describe, expect, it } from 'vitest';
import { listLongMessages, measureText } from '../../../models/playbooks/channel-limits.ts';

const WORDS = { sender: { ko: '라운지', en: 'Lounge' }, optOut: { ko: '거부: 앱', en: 'Opt out: app' } };
const action = (change: object = {}) => ({
  ...{ channel: 'sms', isAdvertising: false, messages: { ko: '가'.repeat(45), en: 'a'.repeat(90) } },
  ...change,
});

it('counts bytes as carriers do, and characters as people do', () => {
  expect(measureText('ab한글!', 'bytes')).toBe(7);
  expect(measureText('ab한글!', 'characters')).toBe(5);
  expect(measureText('👍', 'characters')).toBe(1);
});

describe('a message by SMS', () => {
  it('has 90 bytes', () => {
    expect(listLongMessages(action(), WORDS)).toEqual([]);
    expect(listLongMessages(action({ messages: { ko: '가'.repeat(46), en: 'short' } }), WORDS)).toEqual([
      {
        path: ['messages', 'ko'],
        message: '92 bytes, before any field is filled in (expected at most 90 by sms)',
      },
    ]);
  });

  it('counts what advertising has to say as well', () => {
    const faults = listLongMessages(action({ isAdvertising: true }), WORDS);
    expect(faults.map(({ path }) => path[1])).toEqual(['ko', 'en']);
    expect(faults[0]!.message).toContain('with the words that advertising has to have');
  });

  it('is not too long for a field that may be short', () => {
    expect(
      listLongMessages(action({ messages: { ko: `${'가'.repeat(45)}{discount}`, en: 'x' } }), WORDS),
    ).toEqual([]);
  });
});

it("holds a journey's message to what delivers it, and knows no limit of other channels", () => {
  const messages = { ko: '가'.repeat(1_001), en: 'short' };
  expect(listLongMessages(action({ channel: 'journey', deliverBy: 'kakao', messages }), WORDS)).toHaveLength(
    1,
  );
  expect(listLongMessages(action({ channel: 'email', messages }), WORDS)).toEqual([]);
});
