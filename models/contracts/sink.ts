/** Kinds of sinks, in the order in which they are staged; each has a step of its own. */
export const SINK_KINDS = ['postgres', 'files', 'webhook'] as const;
export type SinkKind = (typeof SINK_KINDS)[number];

/** Kinds of which there is always one, called as its kind is; the others are configured. */
const BUILT_IN: readonly SinkKind[] = ['postgres', 'files'];

/** One destination: its name in receipts, its kind, and the settings that its kind reads. */
export interface ConfiguredSink {
  name: string;
  kind: SinkKind;
  settings: unknown;
}

/** All sinks of a dataset, those that are always there first; runs that began before there were others know of none. */
export function listSinks(configured: Readonly<Record<string, { kind: SinkKind }>> = {}): ConfiguredSink[] {
  return [
    ...BUILT_IN.map((kind) => ({ name: kind, kind, settings: null })),
    ...Object.entries(configured).map(([name, settings]) => ({ name, kind: settings.kind, settings })),
  ];
}
