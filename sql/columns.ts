import { z } from 'zod';

/** What a column of a mart is, in words. */
export interface ColumnAbout {
  definition: string;
  /** Its name in the specification, where that is another. */
  spec?: string;
}

/** The same of a column that a model may see. */
export interface FeatureAbout extends ColumnAbout {
  /** Unit, or the values there are. */
  unit: string;
  /** The moment from which on it is known. */
  known: string;
  /** What stands there where there is nothing to say. */
  missing: string;
}

/** The words of each field of a mart's sidecar; docs are written from them (`npm run docs`). */
export const columns = z.registry<ColumnAbout | FeatureAbout>();
