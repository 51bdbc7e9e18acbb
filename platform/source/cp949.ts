/** First and last trail bytes of each run of CP949's trail bytes, below those of EUC-KR. */
const TRAIL_RUNS = [
  [0x41, 0x5a],
  [0x61, 0x7a],
  [0x81, 0xfe],
] as const;
/** Signs that joined after KS X 1001 was decoded by everyone. */
const ADDED_LATER: ReadonlyArray<[number, string]> = [
  [0xa2e6, '€'],
  [0xa2e7, '®'],
];
const [FIRST_SYLLABLE, LAST_SYLLABLE] = [0xac00, 0xd7a3];

/**
 * Unicode of every two-byte code of CP949 (Windows-949), 0 where there is none, by lead × 256 + trail.
 * Node's `euc-kr` decoder knows KS X 1001 only; CP949 adds the other 8,822 Hangul syllables, in Unicode
 * order, on the codes that KS X 1001 leaves free.
 */
export function buildCp949Table(): Uint16Array {
  const table = new Uint16Array(0x10000);
  const known = new Set<number>();
  const decoder = new TextDecoder('euc-kr');
  for (let lead = 0xa1; lead <= 0xfe; lead += 1) {
    for (let trail = 0xa1; trail <= 0xfe; trail += 1) {
      const text = decoder.decode(Uint8Array.of(lead, trail));
      const code = text.length === 1 ? text.charCodeAt(0) : 0xfffd;
      if (code === 0xfffd) continue;
      table[lead * 256 + trail] = code;
      known.add(code);
    }
  }
  for (const [code, character] of ADDED_LATER) table[code] = character.charCodeAt(0);
  const cells = freeCells();
  for (let syllable = FIRST_SYLLABLE; syllable <= LAST_SYLLABLE; syllable += 1) {
    if (known.has(syllable)) continue;
    table[cells.next().value ?? 0] = syllable;
  }
  return table;
}

function* freeCells(): Generator<number, undefined> {
  for (let lead = 0x81; lead <= 0xc6; lead += 1) {
    for (const [first, last] of TRAIL_RUNS) {
      // From lead byte A1 on, trail bytes from A1 belong to KS X 1001.
      const end = lead >= 0xa1 ? Math.min(last, 0xa0) : last;
      for (let trail = first; trail <= end; trail += 1) yield lead * 256 + trail;
    }
  }
}

/** Decodes a stream of CP949 bytes, chunk by chunk. */
export class Cp949Decoder {
  readonly #table = buildCp949Table();
  #lead = 0;

  /** @throws Error at the first byte that is not CP949 */
  decode(chunk: Uint8Array): string {
    const units = new Uint16Array(chunk.length + 1);
    let length = 0;
    for (const byte of chunk) {
      if (this.#lead !== 0) {
        const code = this.#table[this.#lead * 256 + byte] ?? 0;
        if (code === 0) throw new Error(`bytes ${hex(this.#lead)} ${hex(byte)} are not CP949`);
        units[length++] = code;
        this.#lead = 0;
      } else if (byte < 0x80) units[length++] = byte;
      else this.#lead = byte;
    }
    return Buffer.from(units.buffer, 0, length * 2).toString('utf16le');
  }

  /** @throws Error when the bytes end within a character */
  end(): void {
    if (this.#lead !== 0) throw new Error(`byte ${hex(this.#lead)} at the end is not CP949`);
  }
}

function hex(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, '0');
}
