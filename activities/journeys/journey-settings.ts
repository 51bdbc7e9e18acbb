import { tmpdir } from 'node:os';
import { datasetsOf, type RunSettings, settingsOf } from '../../models/contracts/project-config.ts';
import type { Playbook, PlaybookAction } from '../../models/playbooks/playbook.ts';
import { openSession } from '../../platform/duckdb/session.ts';
import { loadPlaybook } from '../../platform/playbooks/load-playbook.ts';
import { PLAYBOOK_KINDS } from '../../platform/playbooks/playbook-kinds.ts';
import { loadProjectConfig } from '../../platform/project-config.ts';
import type { StepServices } from '../../platform/steps/services.ts';

/** Whose tables, models and playbook journeys use. */
export const JOURNEY_PIPELINE = 'trial-conversion';

/** What the configuration says of a dataset's journeys. */
export interface JourneySettings {
  settings: RunSettings;
  /** Datasets with the same customers, one's own included. */
  datasets: string[];
  playbook: Playbook;
}

/** Milliseconds for which a change of the configuration may go unnoticed: it is read for every message. */
const FRESH_MILLIS = 10_000;

/** Read the configuration and playbook of a dataset, not more often than needed. */
export function settingsReader({ config }: StepServices): (dataset: string) => Promise<JourneySettings> {
  const known = new Map<string, { readAt: number; settings: Promise<JourneySettings> }>();
  const read = async (dataset: string): Promise<JourneySettings> => {
    const { path, required } = config.projectConfig;
    const { config: project } = await loadProjectConfig(path, required);
    const settings = settingsOf(project, dataset);
    const session = await openSession({ ...config.duckdb, scratchDir: tmpdir() });
    try {
      const place = settings.playbook ?? PLAYBOOK_KINDS[JOURNEY_PIPELINE].shipped;
      const playbook = await loadPlaybook(place, { session, prices: settings.prices });
      return { settings, datasets: datasetsOf(project, dataset), playbook };
    } finally {
      await session.close();
    }
  };
  return (dataset) => {
    const before = known.get(dataset);
    if (before !== undefined && Date.now() - before.readAt < FRESH_MILLIS) return before.settings;
    const settings = read(dataset);
    known.set(dataset, { readAt: Date.now(), settings });
    settings.catch(() => known.delete(dataset));
    return settings;
  };
}

/** Actions that journeys carry out. */
export function timedActions({ actions }: Playbook): PlaybookAction[] {
  return actions.filter(({ channel }) => channel === 'journey');
}
