import { z } from 'zod';
import { SEGMENT_FIGURES, type SegmentFigures } from './segment-figures.ts';

/** The four types that care plans go by. */
export const CustomerType = z.enum(['loyal', 'regular', 'entry', 'churn-risk']);
/** The four types that care plans go by. */
export type CustomerType = z.infer<typeof CustomerType>;

/** The types in the words of the programme. */
export const CUSTOMER_TYPE_NAMES: Readonly<Record<CustomerType, { ko: string; en: string }>> = {
  loyal: { ko: '충성', en: 'loyal' },
  regular: { ko: '단골', en: 'regular' },
  entry: { ko: '입문', en: 'entry' },
  'churn-risk': { ko: '이탈위험', en: 'churn-risk' },
};

const FigureName = z.string().refine(isFigure, {
  error: ({ input }) =>
    `${input} is no figure (expected one of ${SEGMENT_FIGURES.join(', ')}, or rowShare: or lift: and an affiliate's code)`,
});

const Condition = z
  .strictObject({ figure: FigureName, atLeast: z.number().optional(), below: z.number().optional() })
  .refine(
    ({ atLeast, below }) => atLeast !== undefined || below !== undefined,
    'expected atLeast, below or both',
  );

/** A name for segments whose figures meet every condition; none is met by all. */
export const Persona = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'expected lower-case words joined by -'),
  type: CustomerType,
  name: z.strictObject({ ko: z.string().min(1), en: z.string().min(1) }),
  when: z.array(Condition),
});
/** A name for segments whose figures meet every condition. */
export type Persona = z.infer<typeof Persona>;

/** Personas in order: the first that a segment meets is its own. The last must be met by all. */
export const Personas = z
  .array(Persona)
  .min(1)
  .superRefine((personas, context) => {
    personas.forEach(({ id, when }, place) => {
      const first = personas.findIndex((persona) => persona.id === id);
      if (first < place) {
        const message = `${id} is the id of persona ${first} already`;
        context.addIssue({ code: 'custom', path: [place, 'id'], message });
      }
      const isLast = place === personas.length - 1;
      if (isLast === (when.length === 0)) return;
      const message = isLast
        ? 'the last persona has conditions (expected none, so that every segment gets a name)'
        : 'no condition (expected at least one: the personas after it are never reached)';
      context.addIssue({ code: 'custom', path: [place, 'when'], message });
    });
  });
/** Personas in order: the first that a segment meets is its own. */
export type Personas = z.infer<typeof Personas>;

/**
 * Checks edited personas.
 * @throws Error that says what is wrong in which place of the list
 */
export function parsePersonas(input: unknown): Personas {
  const parsed = Personas.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new Error(`invalid personas:\n${z.prettifyError(parsed.error)}`);
}

/** The persona of a segment. A figure that is not known meets no condition. */
export function choosePersona(personas: Personas, figures: SegmentFigures): Persona {
  const found = personas.find(({ when }) =>
    when.every(({ figure, atLeast, below }) => {
      const value = figures.get(figure);
      if (value === undefined) return false;
      return value >= (atLeast ?? Number.NEGATIVE_INFINITY) && value < (below ?? Number.POSITIVE_INFINITY);
    }),
  );
  if (found === undefined) throw new Error('no persona is met (expected the last to have no conditions)');
  return found;
}

function isFigure(name: string): boolean {
  return (SEGMENT_FIGURES as readonly string[]).includes(name) || /^(rowShare|lift):\S+$/.test(name);
}
