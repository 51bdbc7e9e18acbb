import type { SegmentMap } from '../../models/segments/project-segments.ts';
import type { SegmentReport } from '../../models/segments/segment-report.ts';
import { EMPTY_SEGMENT } from '../../models/segments/segmentation.ts';
import { SEGMENTS_WANTED } from '../../models/segments/segmentation-record.ts';
import { formatCount, formatFigure } from '../html/format.ts';
import { joinWords } from './join-words.ts';

const REASONS = {
  first: () => 'Fitted for the first time',
  frozen: (day: string) => `Assigned by the segmentation of ${day}, whose scale and centres stay as they are`,
  age: () => 'Fitted again, since the one before was a month old',
  drift: () => 'Fitted again, since customers no longer lie where the one before had them',
} as const;

/** How tonight's segments came about, and how far they can be relied on: a sentence each. */
export function describeSegments(report: SegmentReport): string[] {
  const { fit, segments, everyone, unknownAffiliates } = report;
  const found = segments.filter(({ segment }) => segment !== EMPTY_SEGMENT).length;
  const empty = everyone.customers - (fit === null ? 0 : countPlaced(report));
  if (fit === null) {
    return [
      `None of the ${formatCount(everyone.customers)} customers has a purchase in the year: there is nothing to make segments of.`,
    ];
  }
  const sentences = [
    `${REASONS[fit.reason](fit.fittedAsOf)}${fit.drift === null ? '' : ` (drift ${formatFigure(fit.drift, 2)}; 1 is as at the fit)`}.`,
  ];
  if (fit.matches.length === 0 && found < SEGMENTS_WANTED) {
    sentences.push(
      `${found === 1 ? 'There is one segment' : `There are ${found} segments`} instead of ${SEGMENTS_WANTED}: customers do not differ in more ways.`,
    );
  }
  sentences.push(
    fit.personaUse === 'rules'
      ? `They come back from other customers of the same kind (bootstrap ARI ${formatFigure(fit.bootstrapAri, 2)}), so rules may rest on them.`
      : `With other customers of the same kind they would be others (bootstrap ARI ${formatFigure(fit.bootstrapAri, 2)}, below 0.60): names only describe, and rules rest on the four types.`,
  );
  if (empty > 0) {
    sentences.push(`${formatCount(empty)} without a purchase in the year are apart, as ${EMPTY_SEGMENT}.`);
  }
  if (unknownAffiliates.length > 0) {
    sentences.push(
      `${joinWords(unknownAffiliates)} came after the fit and ${unknownAffiliates.length === 1 ? 'counts' : 'count'} in the number of affiliates only, until the next one.`,
    );
  }
  return sentences;
}

/** Inputs that are no affiliate's, in words. */
const INPUTS: Readonly<Record<string, string>> = {
  num_pur2: 'retail rows',
  num_pur3: 'partner rows',
  num_pur6: 'payments',
  online_friendly: 'online share',
  how_many_cop: 'affiliates',
};

/** What there is more of towards either end of an axis; an end that nothing grows towards has less of the other's. */
export function describeEnds({ low, high }: SegmentMap['x']): [low: string, high: string] {
  const more = (inputs: readonly string[]) =>
    `more ${joinWords(inputs.map((name) => INPUTS[name] ?? `rows at ${name}`))}`;
  const end = (own: readonly string[], other: readonly string[]) => {
    if (own.length > 0) return more(own);
    return other.length > 0 ? 'less of it' : '';
  };
  return [end(low, high), end(high, low)];
}

/** Of the customers whose gender or age is not known, what became of them. */
export function describeUnknown({ unknownGender, unknownAge }: SegmentReport): string {
  return `Gender is unknown of ${formatCount(unknownGender)} and age of ${formatCount(unknownAge)} customers: neither is an input of the segments, and shares and means are of those known.`;
}

function countPlaced({ segments }: SegmentReport): number {
  return segments.reduce(
    (sum, { segment, profile }) => sum + (segment === EMPTY_SEGMENT ? 0 : profile.customers),
    0,
  );
}
