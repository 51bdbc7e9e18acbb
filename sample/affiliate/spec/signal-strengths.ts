/** How strongly each planted effect moves the choice of the next affiliate; multiplies log weights. */
export interface SignalStrengths {
  /** Printed label shares: 1 reproduces them, less flattens the classes. */
  popularity: number;
  persona: number;
  zone: number;
  age: number;
  transition: number;
}

/**
 * `demo`: what a customer is and does tells where it goes next, far better than its latest affiliate alone.
 * `seed`: the printed shares with faint effects; even the true probabilities barely beat first-order transitions.
 */
export const signalStrengths: Record<'demo' | 'seed', SignalStrengths> = {
  demo: { popularity: 0.2, persona: 5, zone: 2, age: 3, transition: 0.7 },
  seed: { popularity: 1, persona: 0.12, zone: 0.12, age: 0.12, transition: 0.12 },
};
