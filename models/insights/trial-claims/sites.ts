import type { Claim } from '../claim.ts';
import { NOTABLE, NOTABLE_SPREAD } from './margins.ts';

const dimension = 'first_site';
const family = 'sites';
const name = { ko: '첫 방문 지점', en: 'site of the first visit' };

/** Conversion by site of the first visit (section 1.4, which reports none). */
export const SITE_CLAIMS: readonly Claim[] = [
  {
    id: 'sites-differ',
    source: '§1.4',
    family,
    claim: { ko: '전환율은 지점에 따라 다르다', en: 'conversion depends on the site' },
    estimand: 'standard deviation of conversion among sites of the first visit, as a share',
    test: { kind: 'homogeneity', dimension, name },
    direction: 'above',
    smallestEffect: NOTABLE_SPREAD,
  },
  {
    id: 'best-site',
    source: '§1.4',
    family,
    claim: { ko: '전환율이 두드러지게 높은 지점이 있다', en: 'one site converts better than the others' },
    estimand: 'conversion of the highest of all sites less the others, as a share',
    test: { kind: 'standout', dimension, extreme: 'highest', name },
    direction: 'above',
    smallestEffect: NOTABLE,
  },
  {
    id: 'worst-site',
    source: '§1.4',
    family,
    claim: { ko: '전환율이 두드러지게 낮은 지점이 있다', en: 'one site converts worse than the others' },
    estimand: 'conversion of the lowest of all sites less the others, as a share',
    test: { kind: 'standout', dimension, extreme: 'lowest', name },
    direction: 'below',
    smallestEffect: NOTABLE,
  },
];
