import type { SinkKind } from '../../../models/contracts/sink.ts';
import { filesSink } from './files.ts';
import { postgresSink } from './postgres.ts';
import type { Sink } from './sink.ts';
import { webhookSink } from './webhook.ts';

/** Every kind of sink by its name: whatever writes to one does so through here. */
export const SINKS: Readonly<Record<SinkKind, Sink>> = {
  postgres: postgresSink,
  files: filesSink,
  webhook: webhookSink,
};
