/** One coworking site: spec section 1.4. */
export interface Site {
  siteId: number;
  /** Pyeong (3.3 square metres). */
  area: number;
  /** Door events in the three years. */
  doorEvents: number;
  /** First month open, 0 = the first of the sample; the later ids are newer. */
  opensInMonth: number;
}

type Row = [number, number, number, number];

const rows: Row[] = [
  [1, 50, 7400, 0],
  [2, 100, 6400, 0],
  [3, 150, 17100, 0],
  [4, 100, 4500, 0],
  [5, 150, 6350, 0],
  [6, 150, 13900, 0],
  [17, 50, 3900, 9],
  [47, 50, 2700, 15],
  [49, 50, 1350, 21],
];

/** The nine sites. Areas follow the table, not the slide text that calls site 2 "150 pyeong". */
export const sites: Site[] = rows.map(([siteId, area, doorEvents, opensInMonth]) => ({
  siteId,
  area,
  doorEvents,
  opensInMonth,
}));
