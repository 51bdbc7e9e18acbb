import { rakeMatrix } from '../engine/rake.ts';
import { divideSlots } from '../engine/slots.ts';
import { affiliates } from './spec/affiliates.ts';
import { categoryAffinity, groupAffinity, personaLifts } from './spec/assortment.ts';
import { categories } from './spec/categories.ts';
import { personas } from './spec/personas.ts';

/**
 * Slots of the categories by persona and retailer: what retailers sell, tilted by what personas like, raked so that
 * lines per category come out as the spec prints them.
 */
export function buildCategorySlots(retailLines: readonly (readonly number[])[]) {
  const cells = personas.flatMap((_, persona) =>
    affiliates.flatMap(({ stream }, affiliate) => (stream === 'retail' ? [{ persona, affiliate }] : [])),
  );
  const prior = cells.map(({ persona, affiliate }) =>
    categories.map(({ name, group, lineShare }) => {
      const affinity = categoryAffinity[name]?.[affiliate] ?? groupAffinity[group][affiliate]!;
      return affinity * (personaLifts[persona]?.[name] ?? 1) * lineShare;
    }),
  );
  const lines = cells.map(({ persona, affiliate }) => Math.max(retailLines[persona]![affiliate]!, 1));
  const shares = categories.map((category) => category.lineShare);
  return rakeMatrix(prior, lines, shares).flatMap((weights, cell) =>
    divideSlots(weights).map((range) => ({ ...cells[cell]!, ...range })),
  );
}
