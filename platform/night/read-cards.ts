import { type ProjectConfig, settingsOf } from '../../models/contracts/project-config.ts';
import { type OnCallCard, writeCard } from '../../models/night/write-card.ts';
import type { Queryable } from '../postgres/database.ts';
import { listOnCallFacts, type OnCallScope } from '../postgres/on-call.ts';

/** The card of every pipeline of every dataset, or of those that are named, as things stand now. */
export async function readCards(
  db: Queryable,
  project: ProjectConfig,
  scope: OnCallScope = {},
): Promise<OnCallCard[]> {
  const now = new Date();
  const facts = await listOnCallFacts(db, scope);
  return facts.map((each) => writeCard(each, { now, timeZone: settingsOf(project, each.dataset).timeZone }));
}
