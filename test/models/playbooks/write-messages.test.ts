import { expect, it } from 'vitest';
import { writeMessages } from '../../../models/playbooks/write-messages.ts';

const WHO = {
  sender: { ko: '라운지', en: 'Lounge' },
  optOut: { ko: '무료 수신거부: 080-1', en: 'Opt out free: 080-1' },
};
const messages = { ko: '지금 {discount} 할인!', en: 'Save {discount} now!' };

it("gives Korean advertising its mark, sender and free opt-out around the action's words", () => {
  expect(writeMessages({ messages, isAdvertising: true }, WHO)).toEqual({
    ko: '(광고) [라운지] 지금 {discount} 할인! 무료 수신거부: 080-1',
    en: '[Lounge] Save {discount} now! Opt out free: 080-1',
  });
});

it('leaves what is no advertising as it is', () => {
  expect(writeMessages({ messages, isAdvertising: false }, WHO)).toBe(messages);
});
