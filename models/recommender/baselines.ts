import type { Random } from '../random.ts';
import type { CutFacts, ScorerPart } from './cut-facts.ts';
import { countPopularity } from './popularity.ts';

/** Products in an order drawn anew for each customer. */
export function buildRandom({ outputs }: CutFacts, random: Random): ScorerPart {
  return {
    name: 'random',
    items: outputs,
    scorer: {
      width: outputs.length,
      score: (_, into) => {
        for (let column = 0; column < into.length; column++) into[column] = random.next();
      },
    },
  };
}

/**
 * Repeat purchase, of kinds: what was bought itself is never new, so a product counts the customer's lines of its
 * subcategory, and of one kind the most popular come first.
 */
export function buildRepeat({ data, history, outputs }: CutFacts): ScorerPart {
  const { category, subcategory } = data.attributes.product;
  const { codes, levels } = (subcategory ?? category)!;
  const popularity = countPopularity(history, null);
  const lines = new Float64Array(levels.length);
  return {
    name: 'repeat',
    items: outputs,
    scorer: {
      width: outputs.length,
      score: (row, into) => {
        lines.fill(0);
        for (let cell = history.offsets[row]!; cell < history.offsets[row + 1]!; cell++) {
          lines[codes[history.items[cell]!]!]! += history.lines[cell]!;
        }
        // A share is below 1: it never outweighs a line.
        for (const [column, item] of outputs.entries())
          into[column] = lines[codes[item]!]! + popularity[item]! / 2;
      },
    },
  };
}
