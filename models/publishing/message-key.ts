/** A message to a receiver: a strategy to act on, or one to take back. */
export interface MessageName {
  publicationId: string;
  sink: string;
  strategyId: string;
  /** 1, and one more each time that a withdrawn publication becomes the live one again. */
  turn: number;
  op: MessageOp;
}

export type MessageOp = 'upsert' | 'retract';

/** The idempotency key of a message: the same on every attempt, another for another message. */
export function messageKey({ publicationId, sink, strategyId, turn, op }: MessageName): string {
  const repeated = turn === 1 ? [] : [String(turn)];
  const withdrawn = op === 'retract' ? ['retract'] : [];
  return [publicationId, sink, strategyId, ...repeated, ...withdrawn].join('/');
}
