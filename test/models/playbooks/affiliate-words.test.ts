import { expect, it } from 'vitest';
import { describeOffer } from '../../../models/playbooks/affiliate-words.ts';
import { sketchAffiliateCandidate as sketch } from './sketch-affiliate.ts';

const NAMES = { A02: { ko: '대형마트', en: 'the hypermarket' } };
const product = (id: string, name: string | null) => ({
  product: id,
  name,
  category: '유제품',
  score: 1,
  rank: 1,
  lines: 9,
  unitPrice: 3,
});

it('calls affiliates by the playbook’s names and products by the master’s, and by their codes without one', () => {
  const words = describeOffer(sketch({ products: [product('P1', '우유'), product('P2', null)] }), NAMES);
  expect(words.ko).toMatchObject({
    current: '대형마트',
    next: 'B01',
    affiliate: 'B01',
    products: '우유, P2',
  });
  expect(words.en).toMatchObject({ current: 'the hypermarket', products: '우유, P2' });
});

it.each([
  ['the nearest branch', {}, '가까운 B010001 지점(Z01001)', 'branch B010001 near you (Z01001)'],
  ['any, where the zone has none', { branch: null }, '모든 지점', 'any branch'],
  ['online, where there are none at all', { branch: null, hasBranches: false }, '온라인', 'online'],
])('sends to %s', (_, change, ko, en) => {
  const words = describeOffer(sketch(change), NAMES);
  expect([words.ko.place, words.en.place]).toEqual([ko, en]);
});
