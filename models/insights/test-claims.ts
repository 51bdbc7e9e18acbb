import { createRandom, splitSeed } from '../random.ts';
import { adjustPValues } from './adjust-p-values.ts';
import { type Claim, FAMILIES } from './claim.ts';
import type { ClaimCounts } from './claim-counts.ts';
import type { Evidence, Found, Untestable } from './evidence.ts';
import type { Insight, InsightEvidence } from './insight.ts';
import { isDiscovery, judgeClaim } from './judge-claim.ts';
import { runClaimTest } from './run-claim-test.ts';
import { isRelative } from './sentences/judged-claim.ts';
import { writeSentence, writeUntestable } from './sentences/write-sentence.ts';

/** Test every claim of a register, adjust within each family, and say what follows; by family, in the register's order. */
export function testClaims(
  claims: readonly Claim[],
  counts: ClaimCounts,
  { seed, resamples }: { seed: number; resamples: number },
): Insight[] {
  return FAMILIES.flatMap((family) => {
    const tested = claims
      .filter((claim) => claim.family === family)
      .map((claim) => {
        const random = createRandom(splitSeed(seed, claim.id));
        return { claim, evidence: runClaimTest(claim, counts, { random, resamples }) };
      });
    const qValues = adjustPValues(tested.flatMap(({ evidence }) => (isFound(evidence) ? [evidence.p] : [])));
    return tested.map(({ claim, evidence }) =>
      isFound(evidence) ? toInsight(claim, evidence, qValues.shift()!) : toUntested(claim, evidence),
    );
  });
}

function isFound(evidence: Evidence): evidence is Found {
  return 'effect' in evidence;
}

function toInsight(claim: Claim, found: Found, q: number): Insight {
  const { n, effect, low, high, p, figures } = found;
  const verdict = judgeClaim(claim, { effect, low, high, q });
  const { ko, en } = writeSentence({
    claim,
    found,
    verdict,
    isDiscovery: isDiscovery(claim, { effect, low, high, q }),
  });
  return {
    ...describeClaim(claim),
    ...{ n, effect, low, high, p, q, verdict },
    sentence_ko: ko,
    sentence_en: en,
    evidence: writeEvidence(claim, figures),
  };
}

function toUntested(claim: Claim, untestable: Untestable): Insight {
  const { ko, en } = writeUntestable(claim, untestable);
  const nothing = { effect: null, low: null, high: null, p: null, q: null };
  return {
    ...describeClaim(claim),
    ...{ n: untestable.n, ...nothing, verdict: 'not testable' },
    sentence_ko: ko,
    sentence_en: en,
    evidence: writeEvidence(claim, {}),
  };
}

function describeClaim({ id, family, estimand, test, smallestEffect }: Claim) {
  return { claim_id: id, family, estimand, test: test.kind, smallest_effect: smallestEffect };
}

function writeEvidence({ source, claim, direction, test }: Claim, figures: Found['figures']): string {
  const unit = isRelative(test) ? 'ratio' : 'share';
  return JSON.stringify({ source, claim, direction, unit, figures } satisfies InsightEvidence);
}
