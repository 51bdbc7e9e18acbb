import { describe, expect, it } from 'vitest';
import { createRandom, createXoshiro128, expandSeed, type Random, splitSeed } from '../../models/random.ts';

const draw = <T>(count: number, next: () => T) => Array.from({ length: count }, next);

describe('published reference outputs', () => {
  it('xoshiro128** from the state 1, 2, 3, 4 (xoshiro128starstar.c 1.1, by way of rand_xoshiro)', () => {
    expect(draw(10, createXoshiro128([1, 2, 3, 4]))).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
  });

  it('SplitMix64 from 1477776061723855037 (splitmix64.c, by way of rand_xoshiro)', () => {
    expect(expandSeed(1477776061723855037n, 5)).toEqual([
      1985237415132408290n,
      2979275885539914483n,
      13511426838097143398n,
      8488337342461049707n,
      15141737807933549159n,
    ]);
  });
});

describe('createRandom', () => {
  it('feeds xoshiro128** with the two SplitMix64 outputs of the seed, low word first', () => {
    const [low, high] = expandSeed(7n, 2) as [bigint, bigint];
    const words = [low & 0xffffffffn, low >> 32n, high & 0xffffffffn, high >> 32n].map(Number);
    const reference = createXoshiro128(words as [number, number, number, number]);
    const random = createRandom(7);
    expect(draw(5, () => random.integer(2 ** 32))).toEqual(draw(5, reference));
  });

  it('repeats itself for a seed and differs for the next', () => {
    const sequence = (seed: number) => draw(20, createRandom(seed).next);
    expect(sequence(42)).toEqual(sequence(42));
    expect(sequence(42)).not.toEqual(sequence(43));
  });

  it('draws uniforms with the mean and variance of [0, 1)', () => {
    const values = draw(50_000, createRandom(1).next);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
    expect(mean).toBeCloseTo(0.5, 2);
    expect(variance).toBeCloseTo(1 / 12, 2);
  });

  it('draws every whole number below n about equally often', () => {
    const random = createRandom(2);
    const counts = new Array<number>(6).fill(0);
    for (let roll = 0; roll < 60_000; roll++) counts[random.integer(6)]!++;
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400);
  });

  it('draws normals with mean 0, deviation 1 and 5 % beyond 1.96', () => {
    const values = draw(50_000, createRandom(3).normal);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const square = values.reduce((sum, value) => sum + value ** 2, 0) / values.length;
    const tail = values.filter((value) => Math.abs(value) > 1.96).length / values.length;
    expect(Math.abs(mean)).toBeLessThan(0.02);
    expect(square).toBeCloseTo(1, 1);
    expect(tail).toBeCloseTo(0.05, 2);
  });

  it('shuffles a copy into every order equally often', () => {
    const random = createRandom(4);
    const items = Object.freeze(['a', 'b', 'c']);
    const orders = new Map<string, number>();
    for (let turn = 0; turn < 6_000; turn++) {
      const order = random.shuffle(items).join('');
      orders.set(order, (orders.get(order) ?? 0) + 1);
    }
    expect([...orders.keys()].sort()).toEqual(['abc', 'acb', 'bac', 'bca', 'cab', 'cba']);
    for (const count of orders.values()) expect(Math.abs(count - 1_000)).toBeLessThan(150);
  });

  it.each([-1, 0.5, Number.NaN, 2 ** 53])('refuses the seed %s', (seed) => {
    expect(() => createRandom(seed)).toThrow(`invalid seed: ${seed}`);
  });

  it.each([0, 1.5, 2 ** 33])('refuses to draw below %s', (n) => {
    expect(() => createRandom(1).integer(n)).toThrow(`invalid n: ${n}`);
  });
});

describe('splitSeed', () => {
  it('gives each label its own seed, the same every time', () => {
    expect(splitSeed(1, 'bootstrap')).toBe(splitSeed(1, 'bootstrap'));
    const seeds = [splitSeed(1, 'bootstrap'), splitSeed(1, 'network'), splitSeed(2, 'bootstrap'), 1];
    expect(new Set(seeds).size).toBe(4);
    for (const seed of seeds) expect(Number.isSafeInteger(seed)).toBe(true);
  });
});

describe('resample', () => {
  it('draws as many as there are, each as likely as the others', () => {
    const random = createRandom(5);
    const counts = new Uint16Array(7).fill(9);
    const totals = new Float64Array(7);
    const never = new Float64Array(7);
    for (let round = 0; round < 10_000; round++) {
      random.resample(counts);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(7);
      for (const [place, count] of counts.entries()) {
        totals[place]! += count;
        never[place]! += count === 0 ? 1 : 0;
      }
    }
    // Each comes once a round on average, with a standard error of .0093, and not at all in (6/7)^7 = 34.0 %, .0047.
    for (const total of totals) expect(Math.abs(total / 10_000 - 1)).toBeLessThan(0.035);
    for (const times of never) expect(Math.abs(times / 10_000 - (6 / 7) ** 7)).toBeLessThan(0.018);
  });

  it('is the same for the same seed, and goes on for the next', () => {
    const [first, second] = [createRandom(5), createRandom(5)];
    const resample = (random: Random) => {
      const counts = new Uint16Array(50);
      random.resample(counts);
      return counts;
    };
    const drawn = resample(first);
    expect(resample(second)).toEqual(drawn);
    expect(resample(first)).not.toEqual(drawn);
  });

  it('has nothing to do with nothing', () => {
    const none = new Uint16Array(0);
    createRandom(5).resample(none);
    expect(none).toHaveLength(0);
  });
});
