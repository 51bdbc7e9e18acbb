import type { ActionFault, Texts } from './action-fields.ts';
import { writeMessages } from './write-messages.ts';

/** How long a message of a channel may be; longer ones are cut or turned away by whoever sends them. */
export interface ChannelLimit {
  most: number;
  /** `bytes`: of EUC-KR, in which Korean carriers count: two for everything beyond ASCII. */
  unit: 'bytes' | 'characters';
}

/** Channels whose limit is the same everywhere in Korea; others have none that is known here. */
export const CHANNEL_LIMITS: Readonly<Record<string, ChannelLimit>> = {
  sms: { most: 90, unit: 'bytes' },
  lms: { most: 2_000, unit: 'bytes' },
  kakao: { most: 1_000, unit: 'characters' },
};

/** Length of a text in a unit. */
export function measureText(text: string, unit: ChannelLimit['unit']): number {
  const characters = [...text];
  if (unit === 'characters') return characters.length;
  return characters.reduce((bytes, character) => bytes + (character.codePointAt(0)! < 128 ? 1 : 2), 0);
}

/**
 * Messages of an action that no values of their fields make short enough for its channel, the words that advertising has to
 * have included.
 */
export function listLongMessages(
  action: { channel: string; deliverBy?: string | undefined; isAdvertising: boolean; messages: Texts },
  words: { sender: Texts; optOut: Texts },
): ActionFault[] {
  const channel = action.deliverBy ?? action.channel;
  const limit = CHANNEL_LIMITS[channel];
  if (limit === undefined) return [];
  const sent = writeMessages(action, words);
  return (['ko', 'en'] as const).flatMap((language) => {
    const length = measureText(sent[language].replaceAll(/\{\w+\}/g, ''), limit.unit);
    if (length <= limit.most) return [];
    const added = action.isAdvertising ? ' with the words that advertising has to have' : '';
    const message = `${length} ${limit.unit}${added}, before any field is filled in (expected at most ${limit.most} by ${channel})`;
    return [{ path: ['messages', language], message }];
  });
}
