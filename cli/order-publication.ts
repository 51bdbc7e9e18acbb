import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { Command } from 'commander';
import {
  type OrderOutcome,
  type OrderWorkflow,
  PublicationOrder,
} from '../models/contracts/publication-order.ts';
import { UsageError } from '../platform/errors.ts';
import { findNamedPublication, type PublicationRow } from '../platform/postgres/publications.ts';
import { connectClient } from '../platform/temporal/client.ts';
import { DIRECT_PUBLICATION, TASK_QUEUE } from '../workflows/steps.ts';
import { EXIT } from './command.ts';
import { formatTable } from './format.ts';
import { type Backend, openBackend } from './open-backend.ts';
import { parseWish } from './parse-wish.ts';
import { withWorker } from './with-worker.ts';

interface OrderOptions {
  actor: string;
  reason: string;
  json?: boolean;
}

const ABOUT: Record<PublicationOrder['action'], string> = {
  rollback: 'make an earlier publication the live one again, in every sink',
  resume: 'deliver what is live to the sinks that have not got it',
};

/** `crosslift rollback` and `crosslift publications resume`, carried out by the workflow `directPublication`. */
export function orderCommand(action: PublicationOrder['action']): Command {
  return new Command(action)
    .description(ABOUT[action])
    .argument('<publication>', 'its id or the beginning of it, as `crosslift publications` prints it')
    .requiredOption('--actor <name>', 'who asks for it')
    .requiredOption('--reason <text>', 'why')
    .option('--json', 'print JSON')
    .action(async (name: string, { json, actor, reason }: OrderOptions) => {
      const outcome = await order(name, { action, actor, reason });
      process.stdout.write(json === true ? `${JSON.stringify(outcome, null, 2)}\n` : describeOrder(outcome));
      if (outcome.outcome === 'PARTIAL') process.exitCode = EXIT.failure;
    });
}

async function order(name: string, asked: Omit<PublicationOrder, 'publication'>): Promise<OrderOutcome> {
  const backend = await openBackend('publications');
  try {
    const publication = await findNamedPublication(backend.database, name);
    const order = parseWish(PublicationOrder, { ...asked, publication: publication.publication_id });
    return await withWorker(backend, () => send(backend, publication, order));
  } finally {
    await backend.close();
  }
}

/** @throws UsageError while another order for the dataset is being carried out */
async function send(
  { config, temporalAddress }: Backend,
  { dataset, pipeline }: PublicationRow,
  order: PublicationOrder,
): Promise<OrderOutcome> {
  const client = await connectClient(config, temporalAddress);
  const workflowId = `publication/${dataset}/${pipeline}`;
  try {
    return await client.workflow.execute<OrderWorkflow>(DIRECT_PUBLICATION, {
      workflowId,
      taskQueue: TASK_QUEUE,
      args: [order],
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    throw new UsageError(`${workflowId} is under way: wait for it, then look at crosslift publications`);
  } finally {
    await client.connection.close();
  }
}

/** What came of an order, in words. */
export function describeOrder({ version, outcome, sinks }: OrderOutcome): string {
  const table = formatTable([
    ['sink', 'state', 'rows', 'where'],
    ...sinks.map(({ sink, state, rows, location, error }) => [sink, state, String(rows), error ?? location]),
  ]);
  return `${outcome}: version ${version} is live\n${table}\n`;
}
