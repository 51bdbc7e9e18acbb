import type { PointUse } from '../find-point-uses.ts';
import { joinWords } from './join-words.ts';
import { textOfPoint } from './point-texts.ts';
import { quoteFailedRules } from './quote-failed-rules.ts';

/**
 * What the gate said of the decision points and what is used at each: the approved in one sentence, each other in one.
 * Where none is approved all end alike, and one sentence is enough.
 */
export function describePoints(uses: readonly PointUse[]): string[] {
  if (uses.every(({ verdict }) => verdict.rules.length === 0))
    return ['No decision point could be judged: there is not enough history yet.'];
  const approved = uses.filter(({ verdict }) => verdict.verdict === 'PROMOTED');
  const others = uses.filter(({ verdict }) => verdict.verdict !== 'PROMOTED');
  if (approved.length === 0) return [describeNone(others)];
  const names = namesOf(approved);
  return [
    `The models of ${approved.length} of ${uses.length} decision points were approved: ${names}.`,
    ...others.map(describePoint),
  ];
}

function describeNone(uses: readonly PointUse[]): string {
  const few = namesOf(uses.filter(({ verdict }) => verdict.verdict === 'INSUFFICIENT_DATA'));
  const held = namesOf(uses.filter(({ verdict }) => verdict.verdict !== 'INSUFFICIENT_DATA'));
  const reasons = [held && `held at ${held}`, few && `too little data at ${few}`].filter(Boolean);
  return `None of the ${uses.length} decision points has an approved model: ${reasons.join('; ')}.`;
}

function describePoint({ point, verdict: { verdict, rules }, scorer }: PointUse): string {
  const { title } = textOfPoint(point);
  const silent = 'Nobody is written to at this point.';
  if (verdict === 'INSUFFICIENT_DATA') {
    const why = rules.length === 0 ? 'too little data to train a model' : 'too little data to judge a model';
    return scorer === null
      ? `${title}: ${why}, and no point before it has an approved one. ${silent}`
      : `${title}: ${why}, so that of ${textOfPoint(scorer).name} scored it, on what is known at this point.`;
  }
  if (verdict === 'KEPT') return `${title}: the model did not replace the champion.`;
  return `${title}: the model was held, as it did not pass ${quoteFailedRules(rules, 'trial-conversion')}. ${silent}`;
}

function namesOf(uses: readonly PointUse[]): string {
  return joinWords(uses.map(({ point }) => textOfPoint(point).name));
}
