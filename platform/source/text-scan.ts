import { isUtf8 } from 'node:buffer';
import { FileFault } from './source-problem.ts';

const [NEW_LINE, RETURN] = [10, 13];

/** What a text's bytes tell. */
export interface TextFacts {
  encoding: 'utf-8' | 'cp949';
  /** Lines end in more than one way, or in a bare carriage return. */
  oddLineEnds: boolean;
  /** Lines that are not blank, as far as they end in a line feed. */
  lines: number;
}

/** Finds out, chunk by chunk, how a text is encoded and whether its lines end alike. */
export class TextScan {
  /** Bytes of a character that the last chunk cut in two. */
  #rest = Buffer.alloc(0);
  #utf8 = true;
  #endings = new Set<'\n' | '\r\n' | '\r'>();
  #lastByte = 0;
  #lines = 0;
  /** Bytes of the line that is being read. */
  #open = 0;

  /** @throws FileFault at a byte that no text holds */
  add(chunk: Buffer): void {
    if (chunk.includes(0)) throw new FileFault('is binary, not text: it holds zero bytes (export it as CSV)');
    if (this.#utf8) this.#checkUtf8(chunk);
    this.#noteEndings(chunk);
    this.#countLines(chunk);
    this.#lastByte = chunk.at(-1) ?? this.#lastByte;
  }

  finish(): TextFacts {
    const utf8 = this.#utf8 && this.#rest.length === 0;
    return {
      encoding: utf8 ? 'utf-8' : 'cp949',
      oddLineEnds: this.#endings.size > 1 || this.#endings.has('\r'),
      lines: this.#lines + (this.#open > 0 ? 1 : 0),
    };
  }

  #checkUtf8(chunk: Buffer): void {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const whole = bytes.length - cutBytes(bytes);
    this.#utf8 = isUtf8(bytes.subarray(0, whole));
    this.#rest = Buffer.from(bytes.subarray(whole));
  }

  #countLines(chunk: Buffer): void {
    let from = 0;
    for (let at = chunk.indexOf(NEW_LINE); at >= 0; at = chunk.indexOf(NEW_LINE, from)) {
      const length = this.#open + at - from;
      const before = at === 0 ? this.#lastByte : chunk[at - 1];
      if (length > (before === RETURN ? 1 : 0)) this.#lines += 1;
      this.#open = 0;
      from = at + 1;
    }
    this.#open += chunk.length - from;
  }

  /** A file without a carriage return, nearly every file, costs one search per chunk. */
  #noteEndings(chunk: Buffer): void {
    if (this.#lastByte === RETURN) this.#endings.add(chunk[0] === NEW_LINE ? '\r\n' : '\r');
    if (!chunk.includes(RETURN)) {
      if (chunk.includes(NEW_LINE, this.#lastByte === RETURN ? 1 : 0)) this.#endings.add('\n');
      return;
    }
    if (this.#endings.size > 1) return;
    for (let at = chunk.indexOf(NEW_LINE); at >= 0; at = chunk.indexOf(NEW_LINE, at + 1)) {
      const before = at === 0 ? this.#lastByte : chunk[at - 1];
      if (before !== RETURN) this.#endings.add('\n');
    }
    for (let at = chunk.indexOf(RETURN); at >= 0; at = chunk.indexOf(RETURN, at + 1)) {
      if (at < chunk.length - 1) this.#endings.add(chunk[at + 1] === NEW_LINE ? '\r\n' : '\r');
    }
  }
}

/** How many bytes at the end begin a character that goes on in the next chunk. */
function cutBytes(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
}
