import type { ReportData } from './report-data.ts';

/** The report of a run as one self-contained HTML page. */
export function renderReport(data: ReportData): string {
  return `<!doctype html><meta charset="utf-8"><title>${data.workflowId}</title><pre>${JSON.stringify(data, null, 2)}</pre>`;
}
