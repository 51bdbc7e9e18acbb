import { settingsOf } from '../../models/contracts/project-config.ts';
import { type OrderedPublication, PublicationOrder } from '../../models/contracts/publication-order.ts';
import { listSinks } from '../../models/contracts/sink.ts';
import { ConflictError, UsageError } from '../../platform/errors.ts';
import type { Database } from '../../platform/postgres/database.ts';
import { reviveDeadLetters } from '../../platform/postgres/deliveries.ts';
import { flipPublication, listFlips } from '../../platform/postgres/flips.ts';
import { findLive, findPublication, type PublicationRow } from '../../platform/postgres/publications.ts';
import { loadProjectConfig } from '../../platform/project-config.ts';
import type { StepServices } from '../../platform/steps/services.ts';
import { toFailure } from '../../platform/steps/to-failure.ts';

/**
 * Move the live pointer as a person asked; what follows is delivered by the steps of every publication.
 * @throws UsageError on a publication that there is not, that was never live, or that is live already
 */
export const carryOutOrder =
  ({ database, config }: Pick<StepServices, 'database' | 'config'>) =>
  async (asked: unknown): Promise<OrderedPublication> => {
    try {
      const order = PublicationOrder.parse(asked);
      const publication = await findPublication(database, order.publication);
      if (publication === undefined)
        throw new UsageError(
          `there is no publication ${order.publication} (crosslift publications lists them)`,
        );
      if (publication.state === 'staged')
        throw new UsageError(`${order.publication} was never live: there is nothing to ${order.action}`);
      const { path, required } = config.projectConfig;
      const { config: project } = await loadProjectConfig(path, required);
      if (order.action === 'rollback') await rollBack(database, order, publication);
      else if (publication.state !== 'live')
        throw new UsageError(
          `version ${publication.version} is not live any more: only what is live can be resumed (crosslift rollback makes it live again)`,
        );
      // Whoever asks has mended what was refused.
      if (order.action === 'resume') await reviveDeadLetters(database, publication.publication_id);
      const { publication_id: publicationId, version, pipeline, dataset } = publication;
      const sinks = listSinks(settingsOf(project, dataset).sinks);
      return { publicationId, version, pipeline, dataset, sinks };
    } catch (error) {
      throw toFailure(error);
    }
  };

async function rollBack(
  database: Database,
  { actor, reason }: PublicationOrder,
  publication: PublicationRow,
): Promise<void> {
  const live = await findLive(database, publication);
  if (live?.publication_id === publication.publication_id) {
    const [last] = await listFlips(database, publication);
    // The answer of an earlier attempt was lost.
    if (last?.action === 'rollback' && last.actor === actor && last.reason === reason) return;
    throw new UsageError(`version ${publication.version} is live already: there is nothing to roll back to`);
  }
  const against = live?.publication_id ?? null;
  const state = await flipPublication(database, publication, { action: 'rollback', actor, reason, against });
  if (state !== 'live') {
    throw new ConflictError(
      `something else went live for ${publication.pipeline}/${publication.dataset} meanwhile; look again before going back`,
    );
  }
}
