import type { Family } from '../../models/insights/claim.ts';
import type { ClaimVerdict } from '../../models/insights/judge-claim.ts';

/** Headings of the families, in the order in which they are shown. */
export const FAMILY_TITLES: Readonly<Record<Family, string>> = {
  counts: 'How many, and when',
  months: 'Conversion by month of application',
  weekdays: 'Conversion by weekday',
  hours: 'Conversion by hour of the first visit',
  stay: 'Conversion by total stay',
  access: 'Conversion by door events and days visited',
  sites: 'Conversion by site',
  visiting: 'Conversion with and without a visit',
};

/** How a verdict looks: its badge, and whether its interval settles the claim. */
export const VERDICT_STYLES: Readonly<Record<ClaimVerdict, { badge: string; isOpen: boolean }>> = {
  supported: { badge: 'good', isOpen: false },
  refuted: { badge: 'bad', isOpen: false },
  'not supported': { badge: 'note', isOpen: true },
  'not testable': { badge: '', isOpen: true },
};
