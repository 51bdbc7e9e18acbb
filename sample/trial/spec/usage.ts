/** Share of registrants who visit (spec section 1.1). */
export const SHOW_RATE = 0.679;

/** Visitors by distinct days visited, 1 to 4 (spec section 1.3). */
export const visitDays = [3050, 1835, 1255, 80];

/** Weight of the day 0 to 3 days after the application; days 0 and 3 are cut by the 72 hours. */
export const dayOffsets = [0.6, 1.1, 0.9, 0.6];

/** Median-scale of the total stay in hours by days visited, fitted to the printed quartiles 2.9, 6.1, 11.3. */
export const stayScales = [5.3, 10.5, 15.3, 18.5];
