import type { PipelineName } from '../../models/contracts/pipeline.ts';
import type { Verdict } from '../../models/gates/verdict.ts';
import { joinWords } from './join-words.ts';
import { textOfRule } from './rule-texts.ts';

/** The rules that a model did not pass: the rules “…” and “…”. */
export function quoteFailedRules(rules: Verdict['rules'], pipeline: PipelineName): string {
  const failed = rules
    .filter(({ pass }) => !pass)
    .map((outcome) => `“${textOfRule(outcome, pipeline).title}”`);
  return `the ${failed.length === 1 ? 'rule' : 'rules'} ${joinWords(failed)}`;
}
