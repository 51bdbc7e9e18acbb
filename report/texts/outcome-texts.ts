import type { PipelineName } from '../../models/contracts/pipeline.ts';
import type { Publication, RunOutcome } from '../../models/contracts/run.ts';
import type { Verdict } from '../../models/gates/verdict.ts';
import { formatCount } from '../html/format.ts';
import { quoteFailedRules } from './quote-failed-rules.ts';
import { textOfScorer } from './scorer-texts.ts';

const UNCHANGED = 'nothing was published, and what was live stays';

/** How a run ended, in one sentence for whoever sends the messages. */
export function describeOutcome({
  outcome,
  publication,
  messages,
  stale = null,
}: {
  outcome: RunOutcome;
  publication: Publication | null;
  /** Strategies of the treatment arm. */
  messages: number;
  /** Which tables are too old, in words; null where none is. */
  stale?: string | null;
}): string {
  const count = `${formatCount(messages)} ${messages === 1 ? 'message' : 'messages'}`;
  if (outcome === 'DRY_RUN')
    return `Nothing was published: this was a dry run that would have published ${count}.`;
  if (outcome === 'INSUFFICIENT_DATA' && stale !== null)
    return `The source is too old to act on: ${UNCHANGED}.`;
  if (outcome === 'INSUFFICIENT_DATA') return `There was too little data to judge a model: ${UNCHANGED}.`;
  if (outcome === 'HELD') return `No model passed its gate: ${UNCHANGED}.`;
  const version = publication === null ? 'The new version' : `Version ${publication.version}`;
  if (outcome === 'PARTIAL')
    return `${version} with ${count} is live, but not every destination has received it.`;
  return publication?.changed === false
    ? `Nothing has changed: ${version.toLowerCase()} with the same ${count} was live already.`
    : `${version} is live: ${count}, ready to be sent.`;
}

/**
 * What the gate said of a model and what is used.
 * @param use its pipeline, and `scorer`: what scored the customers, as its step recorded it; null where it did not say
 */
export function describeModel(
  { model, verdict, rules, reason }: Verdict,
  { pipeline, scorer }: { pipeline: PipelineName; scorer: string | null },
): string {
  const used = scorer === null ? '' : ` Customers were scored by ${textOfScorer(scorer).name}`;
  const instead = used === '' ? '' : `${used} instead.`;
  const name = capitalise(textOfScorer(model).name);
  switch (verdict) {
    case 'PROMOTED':
      return `${name} passed all ${rules.length} rules of its gate.${used === '' ? '' : `${used}.`}`;
    case 'KEPT':
      return `${name} did not replace the champion, which stays in use${reason === undefined ? '' : `: ${reason}`}.`;
    case 'HELD':
      return `${name} was held: it did not pass ${quoteFailedRules(rules, pipeline)}.${instead}`;
    case 'INSUFFICIENT_DATA':
      return rules.length === 0
        ? `${name} could not be trained: there is not enough history yet.`
        : `${name} could not be judged: it did not pass ${quoteFailedRules(rules, pipeline)}.${instead}`;
  }
}

/** What was found of a model that scores nobody, and what follows. */
export function describeDescription({ model, reason = '' }: Verdict): string {
  return `${capitalise(textOfScorer(model).name)}: ${reason}.`;
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
