/** A decision point, at the head of a row and within a sentence. */
interface PointText {
  title: string;
  name: string;
}

const TEXTS: Readonly<Record<string, PointText>> = {
  registration: { title: 'Registration', name: 'registration' },
  first_visit: { title: 'First visit', name: 'the first visit' },
  stay_3h: { title: '3 h of stay', name: '3 h of stay' },
  stay_15h: { title: '15 h of stay', name: '15 h of stay' },
  last_day: { title: 'Last day', name: 'the last day' },
};

/** A decision point in words; an unknown name stays as it is. */
export function textOfPoint(point: string): PointText {
  const known = Object.hasOwn(TEXTS, point) ? TEXTS[point] : undefined;
  return known ?? { title: point, name: point };
}
