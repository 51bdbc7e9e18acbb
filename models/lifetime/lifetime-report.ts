import { z } from 'zod';
import { CalendarDay } from '../contracts/run-input.ts';
import { AffiliateAssociation } from './associate-affiliates.ts';
import { FORECASTS } from './choose-forecast.ts';
import { BgNbdFit } from './fit-bg-nbd.ts';
import { GammaGammaFit } from './fit-gamma-gamma.ts';
import { LifetimeValidation } from './validate-lifetime.ts';

/** All that is said of lifetime values on one night, plain JSON. */
export const LifetimeReport = z.strictObject({
  asOf: CalendarDay,
  /** Days ahead, from the as-of. */
  horizonDays: z.int().positive(),
  /** Customers who have bought; the others have no value. */
  customers: z.int().positive(),
  blendWeight: z.number(),
  /** What expected purchases are counted by: a rule where it was surely nearer than the blend on held-out days; not in older reports. */
  purchasesBy: z.enum(FORECASTS).default('blend'),
  earlyShare: z.number(),
  isLeftCensored: z.boolean(),
  /** Days on which more came back than was bought: no purchases. */
  refundDays: z.int(),
  purchases: BgNbdFit,
  /** Null where nobody paid anything. */
  spend: GammaGammaFit.nullable(),
  /** Null where nobody had bought before the held-out days. */
  validation: LifetimeValidation.nullable(),
  /** Null where customers do not differ enough to compare them. */
  association: AffiliateAssociation.nullable(),
});
/** All that is said of lifetime values on one night. */
export type LifetimeReport = z.infer<typeof LifetimeReport>;
