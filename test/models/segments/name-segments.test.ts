import { expect, it } from 'vitest';
import {
  judgePersonaUse,
  NamedSegment,
  nameAbsent,
  nameSegments,
} from '../../../models/segments/name-segments.ts';
import { PERSONAS } from '../../../models/segments/personas.ts';
import { SPEC_CLUSTERS, SPEC_EVERYONE } from './spec-clusters.ts';

it('gives the printed clusters c0 … c11 the personas and types of the spec, each its own', () => {
  const named = nameSegments(SPEC_CLUSTERS, SPEC_EVERYONE, PERSONAS);
  expect(named.map(({ persona, type }) => `${persona} ${type}`)).toEqual([
    'online-grocer loyal',
    'convenience-visitor entry',
    'fashion-buyer regular',
    'dormant-visitor churn-risk',
    'leisure-shopper regular',
    'hypermarket-regular regular',
    'online-light entry',
    'hypermarket-family regular',
    'omni-payer loyal',
    'supermarket-regular regular',
    'urban-big-spender loyal',
    'supermarket-family loyal',
  ]);
  expect(named[2]).toMatchObject({ segment: 'S03', name: { ko: '백화점 패션 구매자' } });
  for (const segment of named) expect(() => NamedSegment.parse(segment)).not.toThrow();
});

it('names segments of a programme with other affiliates by type alone', () => {
  const rename = (profile: (typeof SPEC_CLUSTERS)[number]) => ({
    ...profile,
    rowsByAffiliate: Object.fromEntries(
      Object.entries(profile.rowsByAffiliate).map(([code, rows]) => [`X${code}`, rows]),
    ),
  });
  const types = nameSegments(SPEC_CLUSTERS.map(rename), rename(SPEC_EVERYONE), PERSONAS).map(
    ({ type }) => type,
  );
  expect(types[8]).toBe('loyal');
  expect(types[10]).toBe('loyal');
  expect(types[3]).toBe('churn-risk');
  expect(types[6]).toBe('entry');
  expect(types[5]).toBe('regular');
});

it('calls those without a row never seen', () => {
  const [empty] = nameSegments([{ ...SPEC_CLUSTERS[3]!, segment: 'S00' }], SPEC_EVERYONE, PERSONAS);
  expect(empty).toMatchObject({ persona: 'never-seen', type: 'entry' });
});

it('calls those gone for a year by another name than those never seen', () => {
  expect(nameAbsent(Number.NaN)).toMatchObject({ persona: 'never-seen', type: 'entry' });
  expect(nameAbsent(400)).toMatchObject({ persona: 'long-gone', type: 'churn-risk' });
  const [empty] = nameSegments(
    [{ ...SPEC_CLUSTERS[3]!, segment: 'S00', lapsedShare: 1 }],
    SPEC_EVERYONE,
    PERSONAS,
  );
  expect(empty).toMatchObject({ persona: 'long-gone' });
});

it('lets personas carry rules from a bootstrap ARI of .6 on', () => {
  expect([0.49, 0.599, 0.6, 0.9].map(judgePersonaUse)).toEqual([
    'descriptive-only',
    'descriptive-only',
    'rules',
    'rules',
  ]);
});
