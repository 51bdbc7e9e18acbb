import { Command } from 'commander';
import type { Database } from '../platform/postgres/database.ts';
import { listFlips } from '../platform/postgres/flips.ts';
import {
  findNamedPublication,
  listPublications,
  type PublicationRow,
} from '../platform/postgres/publications.ts';
import { listReceipts } from '../platform/postgres/receipts.ts';
import { describePublication, describePublications, type PublicationView } from './describe-publications.ts';
import { openBackend } from './open-backend.ts';
import { orderCommand } from './order-publication.ts';

interface ShowOptions {
  dataset?: string;
  json?: boolean;
}

const SHOWN = 30;

const showCommand = new Command('show')
  .description('one publication: receipts, what changed for customers, and when it was live')
  .argument('<publication>', 'its id or the beginning of it')
  .option('--json', 'print JSON')
  .action(async (name: string, { json }: ShowOptions) => {
    const backend = await openBackend('publications');
    try {
      const { database } = backend;
      const publication = await findNamedPublication(database, name);
      const [view] = await addReceipts(database, [publication]);
      const flips = await listFlips(database, publication);
      process.stdout.write(
        json === true
          ? `${JSON.stringify({ ...view, flips }, null, 2)}\n`
          : describePublication(view!, flips),
      );
    } finally {
      await backend.close();
    }
  });

/** `crosslift publications`: what is live, what was, and which sinks have it. */
export const publicationsCommand = new Command('publications')
  .description('what is live, what was, and which sinks have it')
  // `--json` of a command below is that command's.
  .enablePositionalOptions()
  .option('--dataset <name>', 'of this dataset only')
  .option('--json', 'print JSON')
  .action(async ({ dataset, json }: ShowOptions) => {
    const backend = await openBackend('publications');
    try {
      const scope = dataset === undefined ? {} : { dataset };
      const views = await addReceipts(
        backend.database,
        await listPublications(backend.database, scope, SHOWN),
      );
      process.stdout.write(
        json === true ? `${JSON.stringify(views, null, 2)}\n` : describePublications(views),
      );
    } finally {
      await backend.close();
    }
  })
  .addCommand(showCommand)
  .addCommand(orderCommand('resume'));

/** `crosslift rollback <publication>`. */
export const rollbackCommand = orderCommand('rollback');

async function addReceipts(
  database: Database,
  publications: readonly PublicationRow[],
): Promise<PublicationView[]> {
  const all = await listReceipts(
    database,
    publications.map(({ publication_id }) => publication_id),
  );
  return publications.map((publication) => {
    const receipts = all.filter(({ publication_id }) => publication_id === publication.publication_id);
    const missing = publication.sinks.filter((name) => !receipts.some(({ sink }) => sink === name));
    return { ...publication, receipts, missing };
  });
}
