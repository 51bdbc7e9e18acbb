import type { z } from 'zod';
import { BackfillInput } from '../models/contracts/backfill.ts';
import { toFailure } from '../platform/steps/to-failure.ts';

/** What a backfill was asked for, complete; a wrong wish ends it with what is allowed. */
export const parseBackfill =
  () =>
  async (given: unknown): Promise<z.output<typeof BackfillInput>> => {
    try {
      return BackfillInput.parse(given);
    } catch (error) {
      throw toFailure(error);
    }
  };
