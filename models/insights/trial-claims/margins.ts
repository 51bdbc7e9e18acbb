/** The least difference of conversion that would change what is offered to whom: two points. */
export const NOTABLE = 0.02;
/** The largest difference that still counts as "little": five points. */
export const LITTLE = 0.05;
/** The least standard deviation among bins that makes a dimension worth looking at: two points. */
export const NOTABLE_SPREAD = 0.02;
