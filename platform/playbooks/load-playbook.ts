import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunSettings } from '../../models/contracts/project-config.ts';
import type { PipelineName } from '../../models/contracts/run.ts';
import { TRIAL_CLAIMS } from '../../models/insights/trial-claims/index.ts';
import type { Playbook } from '../../models/playbooks/playbook.ts';
import { PROJECT_ROOT } from '../config.ts';
import type { DuckDBSession } from '../duckdb/session.ts';
import { messageOf, UsageError } from '../errors.ts';
import { listUnstableFunctions } from '../sql/parse-select.ts';
import { loadSqlProject } from '../steps/sql-projects.ts';
import { checkAudience } from './check-audience.ts';
import { openMarts } from './open-marts.ts';
import { type ParsedPlaybook, parsePlaybook, playbookError } from './parse-playbook.ts';

/** The playbook that ships with Crosslift. */
export const DEFAULT_PLAYBOOK = join(PROJECT_ROOT, 'playbooks', 'trial-conversion.yaml');

/** Against what a playbook is held. */
export interface PlaybookCheck {
  session: DuckDBSession;
  prices: RunSettings['prices'];
}

/**
 * Read and check a playbook: its schema, that every plan has a price where prices are configured and every claim
 * a test, and that DuckDB can bind every audience.
 * @throws UsageError that lists every problem with its line
 */
export async function loadPlaybook(path: string, { session, prices }: PlaybookCheck): Promise<Playbook> {
  const parsed = parsePlaybook(await readText(path), path);
  const problems = [...listMissingPrices(parsed, prices), ...listUnknownClaims(parsed)];
  await openMarts(session, await loadSqlProject('trial'));
  const unstable = await listUnstableFunctions(session);
  for (const [place, { audience }] of parsed.playbook.actions.entries()) {
    try {
      await checkAudience(session, audience, unstable);
    } catch (error) {
      problems.push(`${parsed.placeOf(['actions', place, 'audience'])}: ${firstLine(messageOf(error))}`);
    }
  }
  if (problems.length > 0) throw playbookError(path, problems);
  return parsed.playbook;
}

/** The playbook of a run: the configured one, or the one that ships; null for pipelines without one. */
export async function loadRunPlaybook(
  pipeline: PipelineName,
  { playbook, prices }: Pick<RunSettings, 'playbook' | 'prices'>,
  session: () => Promise<DuckDBSession>,
): Promise<Playbook | null> {
  if (pipeline !== 'trial-conversion') return null;
  return loadPlaybook(playbook ?? DEFAULT_PLAYBOOK, { session: await session(), prices });
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new UsageError(`the playbook ${path} cannot be read: ${messageOf(error)}`);
  }
}

function listMissingPrices({ playbook, placeOf }: ParsedPlaybook, prices: RunSettings['prices']): string[] {
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

function listUnknownClaims({ playbook, placeOf }: ParsedPlaybook): string[] {
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
