/** Kinds of sinks, in the order in which they are staged; each has a step of its own. */
export const SINK_KINDS = ['postgres', 'files'] as const;
export type SinkKind = (typeof SINK_KINDS)[number];
