/** Days ahead that a value is of, and that are held out to judge it: a quarter. */
export const HORIZON_DAYS = 92;
