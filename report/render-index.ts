import type { RunRow } from '../platform/postgres/run-log.ts';

/** What the local page shows. */
export interface IndexData {
  runs: readonly RunRow[];
  temporalUiUrl: string | undefined;
  namespace: string;
}

/** The local page: every run with its report and its workflow. */
export function renderIndex({ runs, temporalUiUrl, namespace }: IndexData): string {
  return `<!doctype html><pre>${JSON.stringify({ runs, temporalUiUrl, namespace })}</pre>`;
}
