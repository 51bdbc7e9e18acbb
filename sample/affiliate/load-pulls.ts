import { loadRows } from '../engine/load-rows.ts';
import type { SampleSession } from '../engine/session.ts';
import { computePersonaPulls } from './persona-pulls.ts';
import { affiliates } from './spec/affiliates.ts';
import { agePulls, type Pull, transitionPulls, zonePulls } from './spec/expansion-effects.ts';
import type { SignalStrengths } from './spec/signal-strengths.ts';

/** Loads the planted log weights towards each affiliate: by persona, zone, age and the affiliate adopted last. */
export async function loadPulls(session: SampleSession, strengths: SignalStrengths): Promise<void> {
  await loadRows(
    session,
    'persona_pulls',
    { persona: 'INTEGER', affiliate: 'INTEGER', first_pull: 'DOUBLE', next_pull: 'DOUBLE' },
    computePersonaPulls(strengths).map(({ persona, affiliate, firstPull, nextPull }) => ({
      persona,
      affiliate,
      first_pull: firstPull,
      next_pull: nextPull,
    })),
  );
  const columns = { level: 'INTEGER', affiliate: 'INTEGER', pull: 'DOUBLE' } as const;
  await loadRows(session, 'zone_pulls', columns, spreadPulls(zonePulls, strengths.zone));
  await loadRows(session, 'age_pulls', columns, spreadPulls(agePulls, strengths.age));
  const transitions = affiliates.map(({ code }) => transitionPulls[code] ?? {});
  await loadRows(session, 'transition_pulls', columns, spreadPulls(transitions, strengths.transition));
}

function spreadPulls(pulls: readonly Pull[], strength: number) {
  return pulls.flatMap((pull, level) =>
    affiliates.map(({ code }, affiliate) => ({ level, affiliate, pull: strength * (pull[code] ?? 0) })),
  );
}
