/** What a journey is told, each as a signal of this name with an event of the door, the till or the customer. */
export const JOURNEY_SIGNALS = ['registered', 'check-in', 'check-out', 'paid', 'opted-out'] as const;
export type JourneySignal = (typeof JOURNEY_SIGNALS)[number];

/** Payload of a signal. */
export interface JourneyNotice {
  /** Of the event: told twice, it counts once. */
  id: string;
  /** Epoch second at which it happened. */
  at: number;
  /** Of a door event. */
  site?: string;
}

/** A signal as it came: what stands in it is not known to be right. */
export interface Arrival {
  signal: JourneySignal;
  payload: unknown;
}

/** The event in a payload, in whole seconds as the tables have them; null where it is none. */
export function readNotice({ signal, payload }: Arrival): JourneyNotice | null {
  if (typeof payload !== 'object' || payload === null) return null;
  const { id, at, site } = payload as Partial<Record<keyof JourneyNotice, unknown>>;
  if (typeof id !== 'string' || id === '' || id.length > 200) return null;
  if (typeof at !== 'number' || !Number.isFinite(at) || at < 0) return null;
  const notice = { id, at: Math.floor(at) };
  if (signal !== 'check-in' && signal !== 'check-out') return notice;
  return typeof site === 'string' && site !== '' && site.length <= 200 ? { ...notice, site } : null;
}
