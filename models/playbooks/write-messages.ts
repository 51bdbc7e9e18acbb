import type { Texts } from './action-fields.ts';

/**
 * Templates of both languages as they are sent. Korean advertising begins with '(광고)' and the sender and
 * ends with a free way to opt out (Network Act, article 50).
 */
export function writeMessages(
  { messages, isAdvertising }: { messages: Texts; isAdvertising: boolean },
  { sender, optOut }: { sender: Texts; optOut: Texts },
): Texts {
  if (!isAdvertising) return messages;
  return {
    ko: `(광고) [${sender.ko}] ${messages.ko} ${optOut.ko}`,
    en: `[${sender.en}] ${messages.en} ${optOut.en}`,
  };
}
