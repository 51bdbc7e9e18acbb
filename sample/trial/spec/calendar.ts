/** Registrants by calendar month, January first (spec section 1.2, printed). */
export const monthRegistrants = [717, 537, 579, 498, 718, 899, 841, 1042, 1105, 820, 849, 1024];

/** Registrants by weekday, Monday first. */
export const weekdayRegistrants = [2100, 1515, 1505, 1540, 1475, 670, 790];

/** Door events by weekday, Monday first: how much a weekday draws visits. */
export const weekdayVisits = [6200, 10650, 12600, 10300, 9800, 7450, 6100];

/** Registrations by hour 0..23; not in the spec: office hours with an evening shoulder. */
export const registrationHours = [
  2, 1, 0.5, 0.3, 0.3, 0.5, 1, 2, 4, 8, 10, 10, 8, 9, 9, 8, 7, 6, 5, 5, 5, 4, 4, 3,
];

/** First visits by hour 0..23, on Tuesdays and on Saturdays. */
export const visitHours = {
  weekday: [11, 2, 0, 0, 0, 1, 2, 15, 35, 70, 77, 54, 71, 103, 94, 76, 44, 39, 46, 50, 32, 28, 7, 2],
  weekend: [7, 3, 0, 1, 1, 0, 1, 1, 13, 31, 29, 45, 75, 102, 103, 96, 57, 39, 40, 21, 20, 8, 3, 5],
};
