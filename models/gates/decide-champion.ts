import type { Champion, FoundChampion } from '../contracts/champion.ts';
import type { PairedDifference } from '../metrics/paired-bootstrap.ts';
import { type Approval, judgeApproval } from './approval.ts';
import type { CutLoss } from './champion-evidence.ts';
import { judgeAge, judgeBetter, judgeEarlierCuts, judgeNotWorse } from './champion-rules.ts';
import type { GatePolicy } from './policy.ts';
import type { ChampionVerdict, RuleOutcome, Verdict } from './verdict.ts';

/** How a champion did on rows that neither it nor the candidate has seen. */
export interface ChampionShowing {
  readonly basis: 'rows-after' | 'refit';
  /** The quality rules of its own gate. */
  readonly quality: readonly RuleOutcome[];
  /** Candidate − champion; below 0 the candidate is better. */
  readonly logLoss: PairedDifference | null;
  /** Candidate − champion, of ROC AUC or hit@1. */
  readonly score: PairedDifference | null;
}

/** All that decides between a candidate and a champion. */
export interface ChampionContext {
  readonly asOf: string;
  readonly candidateDigest: string;
  readonly found: FoundChampion;
  /** Null without a champion before, or with one that cannot be used. */
  readonly showing: ChampionShowing | null;
  /** Why the champion that there is could not be compared; null where it could. */
  readonly refused: string | null;
  /** The candidate's recipe at earlier cuts, for a first champion. */
  readonly earlier: readonly CutLoss[];
  readonly policy: GatePolicy;
}

type Decision = Required<Pick<Verdict, 'verdict' | 'released' | 'reason'>> & { comparison: ChampionVerdict };

/**
 * The gate's verdict on a candidate by itself, turned into what is released: the champion unless the candidate beats
 * it, the candidate alone where there is none, nothing where neither passes. A backfilled day never moves the pointer.
 */
export function decideChampion(gate: Verdict, context: ChampionContext): Verdict {
  const { found, asOf } = context;
  const decided = decide(gate, context);
  const isBackfill = found.live !== null && found.live.asOf > asOf;
  if (!isBackfill || decided.verdict !== 'PROMOTED') return { ...gate, ...withRules(gate, decided) };
  return {
    ...gate,
    ...withRules(gate, decided),
    verdict: 'KEPT',
    released: found.before === null ? 'candidate' : 'champion',
    reason: `the champion is of a later day (version ${found.live?.version}, ${found.live?.asOf}): a backfilled day never promotes`,
  };
}

/** A first champion's rules are part of its gate; those against a champion stand apart, as one of several is enough. */
function withRules(gate: Verdict, decided: Decision & { first?: RuleOutcome }) {
  const { first, ...rest } = decided;
  return first === undefined ? rest : { ...rest, rules: [...gate.rules, first] };
}

function decide(gate: Verdict, context: ChampionContext): Decision & { first?: RuleOutcome } {
  const { found, candidateDigest, asOf, refused } = context;
  const champion = found.today ?? (refused === null ? found.before : null);
  if (champion === null) return decideFirst(gate, context);
  const comparison = describe(champion);
  const approval = judgeApproval(champion, { asOf, on: found.on });
  const ended = approval === 'ended' ? `its approval ended on ${champion.approvedUntil}` : undefined;
  if (gate.verdict === 'INSUFFICIENT_DATA') {
    const stays = `version ${champion.version} stays the champion${ended ? `, but ${ended}` : ''}`;
    const reason = `too little data to judge: ${stays}`;
    return { verdict: gate.verdict, released: ended ? null : 'champion', reason, comparison };
  }
  if (champion.candidateDigest === candidateDigest) {
    if (gate.verdict !== 'PROMOTED' && approval !== 'lasts')
      return hold('it is the champion, and fails', comparison, ended);
    const by = approval === 'lasts' ? `, approved until ${champion.approvedUntil}` : '';
    return keep(`it is the champion already (version ${champion.version}${by})`, comparison);
  }
  if (found.today !== null) {
    return keep(`version ${champion.version} became the champion of this day before`, comparison);
  }
  return decideBetween(gate, champion, { ...context, approval, ended });
}

function decideFirst(gate: Verdict, { refused, earlier, found }: ChampionContext) {
  const comparison: ChampionVerdict = { champion: null, basis: null, rules: [] };
  const before = refused ?? found.refused;
  const without = before === null ? 'no champion before' : `the champion cannot be used: ${before}`;
  if (gate.verdict === 'INSUFFICIENT_DATA') {
    const reason = `too little data to judge; ${without}`;
    return { verdict: gate.verdict, released: null, reason, comparison };
  }
  const first = judgeEarlierCuts(earlier);
  const passes = gate.verdict === 'PROMOTED' && first.pass;
  if (!passes) return { ...hold(nameFailed([...gate.rules, first]), comparison, without), first };
  const reason = `every rule passed; ${without}`;
  return { verdict: 'PROMOTED' as const, released: 'candidate' as const, reason, comparison, first };
}

function decideBetween(
  gate: Verdict,
  champion: Champion,
  context: ChampionContext & { approval: Approval; ended: string | undefined },
): Decision {
  const { showing, policy, asOf, approval, ended } = context;
  if (showing === null) throw new Error(`invalid comparison: none with version ${champion.version}`);
  const better = judgeBetter(showing.logLoss);
  const notWorse = judgeNotWorse(showing.score, policy);
  const age = judgeAge({ trainedUntil: champion.trainedUntil, asOf }, policy);
  const rules = [better, notWorse, age];
  const comparison: ChampionVerdict = { ...describe(champion), basis: showing.basis, rules };
  const failed = showing.quality.filter(({ pass }) => !pass);
  const championPasses = approval === 'lasts' || failed.length === 0;
  const name = `version ${champion.version} (${champion.name})`;
  if (gate.verdict !== 'PROMOTED') {
    if (championPasses) return keep(`${nameFailed(gate.rules)}; ${name} passes`, comparison);
    return hold(
      nameFailed(gate.rules),
      comparison,
      `${name} does not pass either${ended ? `, and ${ended}` : ''}`,
    );
  }
  const promote = (reason: string): Decision => ({
    verdict: 'PROMOTED',
    released: 'candidate',
    reason,
    comparison,
  });
  if (!championPasses) return promote(`${name} no longer passes: ${nameFailed(showing.quality)}`);
  if (better.pass) return promote(`better than ${name}`);
  if (notWorse.pass && age.pass) return promote(`not worse than ${name}, which is ${age.value} days old`);
  return keep(`not surely better than ${name}, which is ${age.value} days old`, comparison);
}

function describe({ version, name, asOf }: Champion): ChampionVerdict {
  return { champion: { version, model: name, asOf }, basis: null, rules: [] };
}

function keep(reason: string, comparison: ChampionVerdict): Decision {
  return { verdict: 'KEPT', released: 'champion', reason, comparison };
}

function hold(reason: string, comparison: ChampionVerdict, more?: string): Decision {
  return {
    verdict: 'HELD',
    released: null,
    reason: more === undefined ? reason : `${reason}; ${more}`,
    comparison,
  };
}

function nameFailed(rules: readonly RuleOutcome[]): string {
  const failed = rules.filter(({ pass }) => !pass).map(({ rule }) => rule);
  return failed.length === 0 ? 'every rule passed' : `failed: ${failed.join(', ')}`;
}
