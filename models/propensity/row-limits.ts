/** Most rows of each set that a model is made from and measured on; more would cost time and say nothing new. */
export const MOST_ROWS = { training: 160_000, validation: 40_000, test: 20_000 } as const;

/** Most rows that recipes are compared on. */
export const MOST_COMPARED = 20_000;
