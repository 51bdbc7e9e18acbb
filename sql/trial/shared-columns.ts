import { z } from 'zod';
import { columns, type FeatureAbout } from '../columns.ts';

const WEEKDAYS = '1 Monday to 7 Sunday';
const SEASONS = 'winter from December, spring from March, summer from June, autumn from September';
const REGISTERED = { known: 'registration', missing: 'never' };
const VISITED = { known: 'first visit', missing: 'null before it' };
const USE = { known: 'first visit, then each event', missing: '0 before it' };

const whole = (about: FeatureAbout) => z.int().register(columns, about);
const wholeOrNull = (about: FeatureAbout) => z.number().nullable().register(columns, about);
const text = (about: FeatureAbout) => z.string().register(columns, about);
const flag = (about: FeatureAbout) => z.boolean().register(columns, about);

/** Calendar of the application that counts, and how many there were. */
export const ApplicationColumns = {
  register_month: whole({ definition: 'Month of the application', unit: '1 to 12', ...REGISTERED }),
  register_weekday: whole({ definition: 'Weekday of the application', unit: WEEKDAYS, ...REGISTERED }),
  register_quarter: whole({ definition: 'Quarter of the application', unit: '1 to 4', ...REGISTERED }),
  register_season: text({ definition: 'Season of the application', unit: SEASONS, ...REGISTERED }),
  register_is_weekend: flag({
    definition: 'The application was on a Saturday or Sunday',
    unit: 'yes or no',
    ...REGISTERED,
  }),
  register_hour: whole({ definition: 'Hour of the application', unit: '0 to 23', ...REGISTERED }),
  application_count: whole({
    definition: 'Applications up to the one that counts, itself included',
    unit: 'applications',
    ...REGISTERED,
  }),
};

/** Calendar and site of the first visit. */
export const FirstVisitColumns = {
  visit_month: wholeOrNull({ definition: 'Month of the first visit', unit: '1 to 12', ...VISITED }),
  visit_weekday: wholeOrNull({ definition: 'Weekday of the first visit', unit: WEEKDAYS, ...VISITED }),
  visit_quarter: wholeOrNull({ definition: 'Quarter of the first visit', unit: '1 to 4', ...VISITED }),
  visit_season: text({
    definition: 'Season of the first visit',
    unit: SEASONS,
    ...VISITED,
    missing: '`unknown` before it',
  }),
  visit_is_weekend: flag({
    definition: 'The first visit was on a Saturday or Sunday',
    unit: 'yes or no',
    ...VISITED,
    missing: 'no before it',
  }),
  visit_hour: wholeOrNull({ definition: 'Hour of the first visit', unit: '0 to 23', ...VISITED }),
  first_site_id: text({
    definition: 'Site of the first visit',
    unit: 'site id',
    ...VISITED,
    missing: '`unknown` before it',
  }),
  area_pyeong: wholeOrNull({
    definition: 'Size of the site of the first visit',
    unit: 'pyeong (3.3 m²)',
    ...VISITED,
    missing: 'null before it, and where the area table lacks the site',
  }),
};

/** Use of the trial so far; after a payment there is none. */
export const UseColumns = {
  site_count: whole({ definition: 'Different sites visited', unit: 'sites', ...USE }),
  visit_date_count: whole({
    definition: 'Different dates with any time inside',
    unit: 'dates, 4 at most',
    ...USE,
  }),
  access_count: whole({ definition: 'Door events: entries and leavings', unit: 'events', ...USE }),
  access_in_count: whole({ definition: 'Door events that are entries', unit: 'events', ...USE }),
  access_out_count: whole({
    definition: 'Door events that are leavings, those without an entry too',
    unit: 'events',
    ...USE,
  }),
  session_count: whole({
    definition: 'Sessions begun; an entry at the site where the customer is goes on with the session',
    unit: 'sessions',
    ...USE,
  }),
  sum_stay_time_second: whole({ definition: 'Time inside', unit: 'seconds', ...USE }),
};
