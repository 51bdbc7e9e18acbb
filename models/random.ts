/** A seeded generator: the only source of chance in Crosslift, always passed in, never global. */
export interface Random {
  /** Uniform in [0, 1), 53 bits. */
  next(): number;
  /** Uniform whole number in [0, n), unbiased; n is 1 … 2^32. */
  integer(n: number): number;
  /** Standard normal. */
  normal(): number;
  /** Draws as many of n things as there are, with replacement: overwrites `counts`, of length n, with how often each came. */
  resample(counts: Uint16Array): void;
  /** A shuffled copy; the argument is left as it was. */
  shuffle<T>(items: ArrayLike<T>): T[];
}

const WORD = 2 ** 32;
const MASK_64 = (1n << 64n) - 1n;

/** SplitMix64 (Steele, Lea, Flood 2014; constants of splitmix64.c by Vigna): the next 64-bit outputs of `seed`. */
export function expandSeed(seed: bigint, outputs: number): bigint[] {
  return Array.from({ length: outputs }, (_, index) => {
    let z = (seed + 0x9e3779b97f4a7c15n * BigInt(index + 1)) & MASK_64;
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK_64;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & MASK_64;
    return z ^ (z >> 31n);
  });
}

/** xoshiro128** 1.1 (Blackman and Vigna 2018): 32-bit outputs from four 32-bit words of state, not all zero. */
export function createXoshiro128(state: readonly [number, number, number, number]): () => number {
  let [a, b, c, d] = state;
  return () => {
    const scrambled = Math.imul(b, 5);
    const output = Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return output;
  };
}

/** xoshiro128** seeded through SplitMix64, as its authors advise; equal seeds give equal sequences on every platform. */
export function createRandom(seed: number): Random {
  const [low, high] = expandSeed(toSeed(seed), 2) as [bigint, bigint];
  const draw = createXoshiro128([
    Number(low & 0xffffffffn),
    Number(low >> 32n),
    Number(high & 0xffffffffn),
    Number(high >> 32n),
  ]);
  const next = () => ((draw() >>> 5) * 2 ** 26 + (draw() >>> 6)) / 2 ** 53;
  const integer = (n: number) => {
    if (!Number.isInteger(n) || n < 1 || n > WORD) {
      throw new Error(`invalid n: ${n} (expected a whole number from 1 to 2^32)`);
    }
    const limit = WORD - (WORD % n);
    let word = draw();
    while (word >= limit) word = draw();
    return word % n;
  };
  return {
    next,
    integer,
    // Box-Muller; 1 - next() is never 0, whose logarithm is infinite.
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    resample: (counts) => {
      // One division a draw, where `integer` needs two remainders: a bootstrap does little else.
      const share = Math.floor(WORD / counts.length);
      const limit = share * counts.length;
      counts.fill(0);
      for (let drawn = 0; drawn < counts.length; drawn++) {
        let word = draw();
        while (word >= limit) word = draw();
        counts[Math.floor(word / share)]!++;
      }
    },
    shuffle: (items) => {
      const shuffled = Array.from(items);
      for (let last = shuffled.length - 1; last > 0; last--) {
        const other = integer(last + 1);
        [shuffled[last], shuffled[other]] = [shuffled[other]!, shuffled[last]!];
      }
      return shuffled;
    },
  };
}

/** A seed for one named use, so that adding a use never shifts the chance of another. */
export function splitSeed(seed: number, label: string): number {
  let hash = 0xcbf29ce484222325n; // FNV-1a, 64 bits
  for (const byte of new TextEncoder().encode(label)) {
    hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & MASK_64;
  }
  const [mixed] = expandSeed(toSeed(seed), 1) as [bigint];
  const [split] = expandSeed(mixed ^ hash, 1) as [bigint];
  return Number(split >> 11n);
}

function toSeed(seed: number): bigint {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new Error(`invalid seed: ${seed} (expected a whole number from 0 to 2^53 - 1)`);
  }
  return BigInt(seed);
}
