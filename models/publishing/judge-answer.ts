/** What a receiver's answer means for the messages of a batch. */
export type Verdict =
  /** It has them all, but for those that it names. */
  | { kind: 'taken'; rejected: ReadonlyMap<string, string> }
  /** It may take them later. */
  | { kind: 'busy' }
  /** It will never take this batch as it is; one of its messages alone may be the reason. */
  | { kind: 'refused' }
  /** It is no receiver of ours: nothing that is sent there will be taken. */
  | { kind: 'wrong' };

const BUSY = [408, 425, 429];
const WRONG = [401, 403, 404, 405, 410];

/**
 * Judge an answer by its status; one that takes a batch may name messages that it refuses for good, as
 * `{"rejected": [{"key": "…", "reason": "…"}]}`.
 */
export function judgeAnswer(status: number, text: string): Verdict {
  if (status >= 200 && status < 300) return { kind: 'taken', rejected: readRejected(text) };
  if (BUSY.includes(status) || status >= 500) return { kind: 'busy' };
  return WRONG.includes(status) ? { kind: 'wrong' } : { kind: 'refused' };
}

/** An answer that is not of this form rejects nothing: most receivers say `ok`. */
function readRejected(text: string): Map<string, string> {
  const { rejected } = parseObject(text);
  if (!Array.isArray(rejected)) return new Map();
  return new Map(
    rejected.flatMap((entry: { key?: unknown; reason?: unknown } | null) =>
      typeof entry?.key === 'string' ? [[entry.key, String(entry.reason ?? 'no reason given')] as const] : [],
    ),
  );
}

function parseObject(text: string): { rejected?: unknown } {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}
