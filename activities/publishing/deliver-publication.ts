import { z } from 'zod';
import type { SinkReceipt } from '../../models/contracts/run.ts';
import { SINK_KINDS } from '../../models/contracts/sink.ts';
import { findLive } from '../../platform/postgres/publications.ts';
import { recordReceipt } from '../../platform/postgres/receipts.ts';
import { SINKS } from '../../platform/publishing/sinks/index.ts';
import { withSinkLock } from '../../platform/publishing/with-sink-lock.ts';
import { defineStep } from '../../platform/steps/define-step.ts';

const Params = z.strictObject({
  publicationId: z.string(),
  kind: z.enum(SINK_KINDS),
});

/** Let a sink follow the live pointer and keep a receipt; repeating it changes nothing. */
export const deliverPublication = defineStep({
  module: import.meta.url,
  params: Params,
  inputs: [],
  async run({ params: { publicationId, kind }, call, services }) {
    const { database } = services;
    const value = await withSinkLock(database, call, kind, async (): Promise<SinkReceipt> => {
      const live = await findLive(database, call);
      // Whoever went live meanwhile delivers: two publishers at once must not turn a sink back.
      if (live?.publication_id !== publicationId)
        return { sink: kind, state: 'superseded', rows: 0, location: '' };
      const { rows, location } = await SINKS[kind].deliver(services, live);
      const { suppressed } = live;
      await recordReceipt(database, {
        publication_id: publicationId,
        sink: kind,
        row_count: rows,
        location,
        suppressed,
      });
      return { sink: kind, state: 'delivered', rows, location };
    });
    return { artifacts: {}, rows: value.rows, metrics: { state: value.state }, value };
  },
});
