import { describe, expect, it } from 'vitest';
import {
  CUSTOMER_TYPE_NAMES,
  CustomerType,
  choosePersona,
  parsePersonas,
} from '../../../models/segments/persona.ts';
import { PERSONAS } from '../../../models/segments/personas.ts';

const persona = (id: string, when: object[]) => ({ id, type: 'regular', name: { ko: '단골', en: id }, when });
const last = persona('anyone', []);
const big = persona('big', [{ figure: 'amountRatio', atLeast: 2, below: 5 }]);

describe('choosing', () => {
  const personas = parsePersonas([big, persona('shop', [{ figure: 'rowShare:A01', atLeast: 0.5 }]), last]);
  const choose = (figures: Record<string, number>) =>
    choosePersona(personas, new Map(Object.entries(figures))).id;

  it('takes the first whose conditions are all met; the lower bound is included, the upper not', () => {
    expect(choose({ amountRatio: 2, 'rowShare:A01': 0.9 })).toBe('big');
    expect(choose({ amountRatio: 5, 'rowShare:A01': 0.9 })).toBe('shop');
    expect(choose({ amountRatio: 1, 'rowShare:A01': 0.4 })).toBe('anyone');
  });

  it('meets no condition on what is unknown', () => {
    expect(choose({})).toBe('anyone');
  });
});

describe('what a person may write wrong', () => {
  it.each([
    [
      'a figure there is none of',
      [persona('p', [{ figure: 'amount', atLeast: 1 }]), last],
      'amount is no figure (expected one of share',
    ],
    [
      'a condition without a bound',
      [persona('p', [{ figure: 'share' }]), last],
      'expected atLeast, below or both',
    ],
    ['a misspelt bound', [persona('p', [{ figure: 'share', atleast: 1 }]), last], 'atleast'],
    ['a type of its own', [{ ...last, type: 'vip' }], '"loyal"'],
    ['an id twice', [big, big, last], 'big is the id of persona 0 already'],
    ['no condition before the end', [last, big, last], 'the personas after it are never reached'],
    ['conditions at the end', [big], 'expected none, so that every segment gets a name'],
    ['no Korean name', [{ ...last, name: { en: 'x' } }], 'name.ko'],
  ])('%s', (_, personas, message) => {
    expect(() => parsePersonas(personas)).toThrow(message);
  });

  it('is told by place', () => {
    expect(() => parsePersonas([big, persona('p', [{ figure: 'amount', atLeast: 1 }]), last])).toThrow(
      '[1].when[0].figure',
    );
  });
});

it('holds for the personas that come with the product', () => {
  expect(parsePersonas(PERSONAS)).toEqual(PERSONAS);
  expect(new Set(PERSONAS.map(({ type }) => type))).toEqual(new Set(CustomerType.options));
  expect(Object.values(CUSTOMER_TYPE_NAMES).map(({ ko }) => ko)).toEqual([
    '충성',
    '단골',
    '입문',
    '이탈위험',
  ]);
});
