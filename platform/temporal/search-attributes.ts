import proto from '@temporalio/proto';

/** Names by which runs are found in the Temporal UI. Plain text there: nothing personal. */
export const SEARCH_ATTRIBUTES = [
  'CrossliftPipeline',
  'CrossliftDataset',
  'CrossliftAsOf',
  'CrossliftOutcome',
] as const;

/** The part of a connection that registration needs. */
export interface OperatorConnection {
  operatorService: {
    listSearchAttributes(request: {
      namespace: string;
    }): Promise<{ customAttributes?: Record<string, unknown> | null }>;
    addSearchAttributes(request: {
      namespace: string;
      searchAttributes: Record<string, proto.temporal.api.enums.v1.IndexedValueType>;
    }): Promise<unknown>;
  };
}

/**
 * Register Crosslift's search attributes; a worker does so before it polls, because an unknown one
 * blocks the workflow task that sets it.
 */
export async function registerSearchAttributes(
  connection: OperatorConnection,
  namespace: string,
): Promise<void> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const missing = SEARCH_ATTRIBUTES.filter((name) => customAttributes?.[name] === undefined);
  if (missing.length === 0) return;
  await connection.operatorService.addSearchAttributes({
    namespace,
    searchAttributes: Object.fromEntries(
      missing.map((name) => [name, proto.temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD]),
    ),
  });
}
