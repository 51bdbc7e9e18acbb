import { tmpdir } from 'node:os';
import { Command } from 'commander';
import { openSession } from '../platform/duckdb/session.ts';
import { explainCustomer } from '../platform/explain/explain-customer.ts';
import { DirectoryStore } from '../platform/store/directory-store.ts';
import { describeStory, toJsonStory } from './describe-story.ts';
import { openBackend } from './open-backend.ts';
import { whyStepCommand } from './why-step.ts';

interface WhyOptions {
  run?: string;
  dataset?: string;
  json?: boolean;
}

const whyCustomerCommand = new Command('customer')
  .description('what a run knows about one customer, what it offers and why, or why nothing')
  .argument('<id>', 'id of the customer, as it is in the source')
  .option(
    '--run <run>',
    'a run id, its beginning, or latest (default: the newest run that knows the customer)',
  )
  .option('--dataset <name>', 'look in the newest run of this dataset only')
  .option('--json', 'print JSON')
  .action(async (customer: string, { json, ...where }: WhyOptions) => {
    const backend = await openBackend('why');
    try {
      const { database, config } = backend;
      const store = new DirectoryStore(config.storeDir);
      const session = await openSession({ ...config.duckdb, scratchDir: tmpdir() });
      try {
        const story = await explainCustomer({ database, store, session }, customer, where);
        process.stdout.write(
          json === true ? `${JSON.stringify(toJsonStory(story), null, 2)}\n` : describeStory(story),
        );
      } finally {
        await session.close();
      }
    } finally {
      await backend.close();
    }
  });

/** `crosslift why`: where something in a run comes from. */
export const whyCommand = new Command('why')
  .description('say where something in a run comes from')
  .addCommand(whyCustomerCommand)
  .addCommand(whyStepCommand);
