import type { Texts } from './action-fields.ts';
import type { AffiliateCandidate } from './affiliate-candidate.ts';

type Language = keyof Texts;

/** What the fields of an action's templates are filled with, in both languages. */
export function describeOffer(
  candidate: AffiliateCandidate,
  names: Readonly<Record<string, Texts>>,
): Record<Language, Record<string, string>> {
  const inLanguage = (language: Language) => {
    const nameOf = (code: string) => names[code]?.[language] ?? code;
    const affiliate = nameOf(candidate.affiliate);
    return {
      affiliate,
      next: affiliate,
      current: candidate.latestAffiliate === null ? '' : nameOf(candidate.latestAffiliate),
      products: candidate.products.map(nameProduct).join(', '),
      product: candidate.due === null ? '' : nameProduct(candidate.due),
      place: namePlace(candidate, language),
    };
  };
  return { ko: inLanguage('ko'), en: inLanguage('en') };
}

/** The master's name, which some products share, or the code where it has none. */
function nameProduct({ product, name }: { product: string; name: string | null }): string {
  return name ?? product;
}

function namePlace({ branch, hasBranches }: AffiliateCandidate, language: Language): string {
  if (branch !== null)
    return language === 'ko'
      ? `가까운 ${branch.code} 지점(${branch.district})`
      : `branch ${branch.code} near you (${branch.district})`;
  if (hasBranches) return language === 'ko' ? '모든 지점' : 'any branch';
  return language === 'ko' ? '온라인' : 'online';
}
