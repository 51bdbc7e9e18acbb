import { describe, expect, it } from 'vitest';
import { artifactKey, canonicalJson, digestText, type KeyParts } from '../../models/artifact-key.ts';

describe('canonicalJson', () => {
  it.each([
    [{ b: 1, a: [true, null, 'x'] }, '{"a":[true,null,"x"],"b":1}'],
    [{ b: { d: 1, c: 2 }, a: 0.1 }, '{"a":0.1,"b":{"c":2,"d":1}}'],
    [{ a: undefined, b: 1 }, '{"b":1}'],
    [[undefined, 1], '[null,1]'],
    [undefined, 'null'],
    ['한글 "quoted"\n', '"한글 \\"quoted\\"\\n"'],
    [-0, '0'],
    [{}, '{}'],
  ])('writes %j as %s', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'refuses %d, which JSON would turn into null',
    (value) => {
      expect(() => canonicalJson({ seed: [value] })).toThrow(
        `invalid value for a key: ${value} (expected a finite number)`,
      );
    },
  );
});

describe('digestText', () => {
  // FIPS 180-4's examples, and a UTF-8 text by coreutils' sha256sum.
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ['{"a":1}', '015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862'],
    ['한글', 'bd87f9bb68b67d2fa1cb82b6751820e946d5b1316d25d5fd96512fb4be44a2a8'],
  ])('of %j is its sha256', (text, digest) => {
    expect(digestText(text)).toBe(digest);
  });
});

describe('artifactKey', () => {
  const parts: KeyParts = {
    step: 'fit',
    code: 'c0de',
    params: { seed: 1, rate: 0.5 },
    libraries: { duckdb: '1.5.5' },
    inputs: { training: 'aa', validation: 'bb' },
  };

  it('is the first 32 digits of the digest of the canonical parts', () => {
    const text =
      '{"code":"c0de","inputs":{"training":"aa","validation":"bb"},"libraries":{"duckdb":"1.5.5"},"params":{"rate":0.5,"seed":1},"step":"fit"}';
    expect(canonicalJson(parts)).toBe(text);
    expect(artifactKey(parts)).toBe(digestText(text).slice(0, 32));
    expect(artifactKey(parts)).toBe('7d95445efae70443228b899d3fb65a2b');
  });

  it('does not depend on the order in which anything is written, nor on absent parts', () => {
    const turned: KeyParts = {
      force: undefined,
      inputs: { validation: 'bb', training: 'aa' },
      libraries: { duckdb: '1.5.5' },
      params: { rate: 0.5, warmStart: undefined, seed: 1 },
      code: 'c0de',
      step: 'fit',
    };
    expect(artifactKey(turned)).toBe(artifactKey(parts));
  });

  it.each<[string, Partial<KeyParts>]>([
    ['step', { step: 'fit2' }],
    ['code', { code: 'c0df' }],
    ['a parameter', { params: { seed: 2, rate: 0.5 } }],
    ['a library', { libraries: { duckdb: '1.5.6' } }],
    ["an input's bytes", { inputs: { training: 'ab', validation: 'bb' } }],
    ["an input's name", { inputs: { train: 'aa', validation: 'bb' } }],
    ['two inputs exchanged', { inputs: { training: 'bb', validation: 'aa' } }],
    ['the force token', { force: 'again' }],
  ])('moves with %s', (_, change) => {
    expect(artifactKey({ ...parts, ...change })).not.toBe(artifactKey(parts));
  });
});
