import type { Claim } from '../claim.ts';
import { ACCESS_CLAIMS } from './access.ts';
import { COUNT_CLAIMS } from './counts.ts';
import { HOUR_CLAIMS } from './hours.ts';
import { MONTH_CLAIMS } from './months.ts';
import { SITE_CLAIMS } from './sites.ts';
import { STAY_CLAIMS } from './stay.ts';
import { VISITING_CLAIMS } from './visiting.ts';
import { WEEKDAY_CLAIMS } from './weekdays.ts';

/** The register: insights and tables of spec/trial-conversion.md, by family. A new claim is one entry of its family's file. */
export const TRIAL_CLAIMS: readonly Claim[] = [
  ...COUNT_CLAIMS,
  ...MONTH_CLAIMS,
  ...WEEKDAY_CLAIMS,
  ...HOUR_CLAIMS,
  ...STAY_CLAIMS,
  ...ACCESS_CLAIMS,
  ...SITE_CLAIMS,
  ...VISITING_CLAIMS,
];
