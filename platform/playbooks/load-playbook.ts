import { readFile } from 'node:fs/promises';
import type { PipelineName } from '../../models/contracts/pipeline.ts';
import type { RunSettings } from '../../models/contracts/project-config.ts';
import { TRIAL_CLAIMS } from '../../models/insights/trial-claims/index.ts';
import type { AffiliatePlaybook } from '../../models/playbooks/affiliate-playbook.ts';
import type { Playbook } from '../../models/playbooks/playbook.ts';
import type { DuckDBSession } from '../duckdb/session.ts';
import { messageOf, UsageError } from '../errors.ts';
import { listUnstableFunctions } from '../sql/parse-select.ts';
import { checkAudience } from './check-audience.ts';
import { openMarts } from './open-marts.ts';
import { type ParsedPlaybook, parsePlaybook, playbookError } from './parse-playbook.ts';
import { PLAYBOOK_KINDS } from './playbook-kinds.ts';

const TRIAL = 'trial-conversion' as const;
const AFFILIATE = 'affiliate-expansion' as const;

/** Against what a trial playbook is held. */
export interface PlaybookCheck {
  session: DuckDBSession;
  prices: RunSettings['prices'];
}

/**
 * Read and check a trial playbook: its schema, that every plan has a price where prices are configured and every claim
 * a test, and that DuckDB can bind every audience.
 * @throws UsageError that lists every problem with its line
 */
export async function loadPlaybook(path: string, { session, prices }: PlaybookCheck): Promise<Playbook> {
  const parsed = parsePlaybook(await readText(path), path, PLAYBOOK_KINDS[TRIAL].schema);
  const problems = [
    ...listMissingPrices(parsed, prices),
    ...listUnknownClaims(parsed),
    ...(await listUnboundAudiences(parsed, TRIAL, session)),
  ];
  if (problems.length > 0) throw playbookError(path, problems);
  return parsed.playbook;
}

/**
 * Read and check a playbook of the affiliate expansion: its schema, and that DuckDB can bind every audience.
 * @throws UsageError that lists every problem with its line
 */
export async function loadAffiliatePlaybook(
  path: string,
  session: DuckDBSession,
): Promise<AffiliatePlaybook> {
  const parsed = parsePlaybook(await readText(path), path, PLAYBOOK_KINDS[AFFILIATE].schema);
  const problems = await listUnboundAudiences(parsed, AFFILIATE, session);
  if (problems.length > 0) throw playbookError(path, problems);
  return parsed.playbook;
}

/** The playbooks of a run: the configured one of its pipeline, or the one that ships; null for other pipelines. */
export async function loadRunPlaybooks(
  pipeline: PipelineName,
  { playbook, affiliatePlaybook, prices }: Pick<RunSettings, 'playbook' | 'affiliatePlaybook' | 'prices'>,
  session: () => Promise<DuckDBSession>,
): Promise<{ playbook: Playbook | null; affiliatePlaybook: AffiliatePlaybook | null }> {
  return {
    playbook:
      pipeline === TRIAL
        ? await loadPlaybook(playbook ?? PLAYBOOK_KINDS[TRIAL].shipped, { session: await session(), prices })
        : null,
    affiliatePlaybook:
      pipeline === AFFILIATE
        ? await loadAffiliatePlaybook(affiliatePlaybook ?? PLAYBOOK_KINDS[AFFILIATE].shipped, await session())
        : null,
  };
}

async function listUnboundAudiences(
  { playbook, placeOf }: ParsedPlaybook<{ actions: Array<{ audience: string }> }>,
  pipeline: keyof typeof PLAYBOOK_KINDS,
  session: DuckDBSession,
): Promise<string[]> {
  const kind = PLAYBOOK_KINDS[pipeline];
  await openMarts(session, pipeline, kind);
  const unstable = await listUnstableFunctions(session);
  const problems: string[] = [];
  for (const [place, { audience }] of playbook.actions.entries()) {
    try {
      await checkAudience(session, audience, { audience: kind.audience, unstable });
    } catch (error) {
      problems.push(`${placeOf(['actions', place, 'audience'])}: ${firstLine(messageOf(error))}`);
    }
  }
  return problems;
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new UsageError(`the playbook ${path} cannot be read: ${messageOf(error)}`);
  }
}

function listMissingPrices(
  { playbook, placeOf }: ParsedPlaybook<Playbook>,
  prices: RunSettings['prices'],
): string[] {
  if (prices === null) return [];
  const plans = Object.keys(prices.plans);
  return playbook.actions.flatMap(({ offer }, place) =>
    plans.includes(offer.plan)
      ? []
      : [
          `${placeOf(['actions', place, 'offer', 'plan'])}: no price for the plan ${offer.plan} (prices.plans has ${plans.join(', ')})`,
        ],
  );
}

function listUnknownClaims({ playbook, placeOf }: ParsedPlaybook<Playbook>): string[] {
  const known = new Set(TRIAL_CLAIMS.map(({ id }) => id));
  return playbook.actions.flatMap(({ claims }, place) =>
    claims.flatMap((claim, index) =>
      known.has(claim)
        ? []
        : [
            `${placeOf(['actions', place, 'claims', index])}: no claim ${claim} in the register (docs/claims.md; the report lists them)`,
          ],
    ),
  );
}

/** DuckDB adds a drawing of the statement, of which the marketer wrote only a part. */
function firstLine(message: string): string {
  return message.split('\n\n')[0]!.split('\nLINE ')[0]!.replaceAll('\n', ' ');
}
