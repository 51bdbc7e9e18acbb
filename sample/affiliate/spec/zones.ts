/** Customers by home zone Z01..Z17 (spec section 1). */
export const zoneCustomers = [
  474, 103, 600, 1750, 576, 1080, 204, 739, 642, 8157, 1840, 803, 896, 988, 677, 2503, 7881,
];

/** Branches by zone Z01..Z17. */
export const zoneBranches = [
  353, 53, 171, 440, 276, 321, 197, 386, 324, 2141, 552, 423, 241, 428, 240, 539, 1723,
];

/** Districts (`zon_mcls`) by zone; the spec gives their sum only, 257, spread here like the branches. */
export const zoneDistricts = [11, 3, 6, 13, 9, 10, 7, 12, 10, 58, 16, 13, 8, 13, 8, 16, 44];
