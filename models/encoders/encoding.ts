import { z } from 'zod';

/**
 * How categories and cycles become columns: `one-hot`, both as one column per level; `cyclic`, cycles as sine and cosine,
 * categories one-hot; `cyclic+one-hot`, cycles both ways, so that one position may also stand out from its neighbours;
 * `native`, both as whole-number codes, for learners that read `Matrix.categorical`.
 */
export const Encoding = z.enum(['one-hot', 'cyclic', 'cyclic+one-hot', 'native']);
/** How categories and cycles become columns. */
export type Encoding = z.infer<typeof Encoding>;
