import { z } from 'zod';
import type { SinkReceipt } from '../../models/contracts/run.ts';
import { SINK_KINDS } from '../../models/contracts/sink.ts';
import { messageOf, UsageError } from '../../platform/errors.ts';
import { findLive } from '../../platform/postgres/publications.ts';
import { recordReceipt } from '../../platform/postgres/receipts.ts';
import { SINKS } from '../../platform/publishing/sinks/index.ts';
import type { SinkTarget } from '../../platform/publishing/sinks/sink.ts';
import { withSinkLock } from '../../platform/publishing/with-sink-lock.ts';
import { defineStep } from '../../platform/steps/define-step.ts';

const Params = z.strictObject({
  publicationId: z.string(),
  kind: z.enum(SINK_KINDS),
  sinks: z.array(z.strictObject({ name: z.string(), settings: z.unknown() })),
});

/** Let every sink of a kind follow the live pointer and keep a receipt of each; repeating it changes nothing. */
export const deliverPublication = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: [],
  async run({ params: { publicationId, kind, sinks }, call, services, signal, progress }) {
    const { database, config } = services;
    const deliver = async ({ name, settings }: SinkTarget): Promise<SinkReceipt> => {
      const superseded = { sink: name, state: 'superseded', rows: 0, location: '' } as const;
      const live = await findLive(database, call);
      // Whoever went live meanwhile delivers: two publishers at once must not turn a sink back.
      if (live?.publication_id !== publicationId) return superseded;
      const delivered = await SINKS[kind].deliver({ database, config, signal }, live, { name, settings });
      if (delivered === 'superseded') return superseded;
      const { rows, location } = delivered;
      await recordReceipt(database, {
        publication_id: publicationId,
        ...{ sink: name, row_count: rows, location, suppressed: live.suppressed },
      });
      return { sink: name, state: 'delivered', rows, location };
    };
    const receipts: SinkReceipt[] = [];
    const failures: unknown[] = [];
    for (const [place, target] of sinks.entries()) {
      progress(place / sinks.length, target.name);
      // One that fails must not keep the next one waiting; this step is then tried again for it alone.
      await withSinkLock(database, call, target.name, () => deliver(target)).then(
        (receipt) => receipts.push(receipt),
        (error: unknown) => failures.push(error),
      );
    }
    if (failures.length > 0) throw joinFailures(failures);
    const rows = receipts.reduce((sum, receipt) => sum + receipt.rows, 0);
    return { artifacts: {}, rows, metrics: { sinks: receipts.length }, value: receipts };
  },
});

/** One error for all of them: final only where none of them may pass by itself. */
function joinFailures(failures: readonly unknown[]): unknown {
  if (failures.length === 1) return failures[0];
  const text = failures.map(messageOf).join('; ');
  return failures.every((failure) => failure instanceof UsageError) ? new UsageError(text) : new Error(text);
}
