import { judgeCount } from '../judge-count.ts';
import type { GatePolicy } from '../policy.ts';
import type { RuleOutcome } from '../verdict.ts';

/** Classes with enough labelled test rows each: macro-F1 over one or two says little about the others. */
export function requireClasses(
  { support, outcomes }: { support: Readonly<Record<string, number>>; outcomes: number },
  { minClasses, minClassSupport }: GatePolicy,
): RuleOutcome {
  const supported = Object.values(support).filter((rows) => rows >= minClassSupport).length;
  return judgeCount('classes-with-support', supported, minClasses, outcomes);
}
