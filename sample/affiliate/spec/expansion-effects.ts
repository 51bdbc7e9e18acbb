/** Planted pull (log weight) towards an affiliate, by its code. Affiliates not named: 0. */
export type Pull = Record<string, number>;

/** Home zone Z01..Z17: what stands around the corner. The two large zones follow the spec's partner rows. */
export const zonePulls: Pull[] = [
  { B01: 1.6, D01: 0.9 },
  { A03: 1.2, A04: 1.2 },
  { C01: 1.4, A05: 1.2 },
  { D01: 1.4, A04: 0.8 },
  { A06: 1.4, D02: 0.8 },
  { A04: 1.5, C01: 0.7 },
  { B01: 1.6, A01: 0.9 },
  { A05: 1.6, D01: 0.8 },
  { D02: 1.5, A03: 0.7 },
  { D01: 1.3, C01: 1.0, A04: 0.6 },
  { A06: 1.2, A03: 0.9 },
  { A04: 1.3, D02: 0.9 },
  { A05: 1.5, A06: 0.8 },
  { C01: 1.5, A03: 0.8 },
  { D02: 1.4, A04: 0.8 },
  { B01: 1.4, C01: 1.0, A06: 0.6 },
  { C02: 1.7, D02: 1.2, E01: 1.5, B01: 0.8 },
];

/** Age decade, 20s to 70s. */
export const agePulls: Pull[] = [
  { C01: 1.2, D01: 0.8, A04: 0.8, L01: 0.4 },
  { C01: 0.7, A06: 0.8, L01: 0.4, L00: 0.4 },
  { C02: 0.8, D01: 0.6, A02: 0.3 },
  { A05: 0.7, D02: 0.6, A01: 0.4 },
  { A01: 0.8, A03: 0.8, A05: 0.6 },
  { A03: 1.2, A01: 0.9, B01: 0.5 },
];

/** The affiliate adopted last, by code: the one visit that leads to the next. */
export const transitionPulls: Record<string, Pull> = {
  A01: { D02: 0.9 },
  A02: { D01: 0.8 },
  A03: { A02: 0.8 },
  A04: { D01: 0.8 },
  A05: { A06: 0.9 },
  A06: { L01: 0.9 },
  B01: { C02: 1.0 },
  C01: { D02: 0.8 },
  C02: { D01: 0.8 },
  D01: { C01: 0.8 },
  D02: { A01: 0.8 },
  E01: { B01: 1.2 },
  L00: { L01: 1.0 },
  L01: { L00: 1.0 },
};
