/** Where the Temporal UI is and the namespace it shows. */
export interface TemporalUi {
  url: string;
  namespace: string;
}

/** Page of one run of a workflow; its id may hold `/` and anything else. */
export function linkToWorkflow(
  ui: TemporalUi,
  { workflowId, runId }: { workflowId: string; runId: string },
): string {
  return `${workflowsOf(ui)}/${encodeURIComponent(workflowId)}/${encodeURIComponent(runId)}`;
}

/** Form that starts a workflow, filled in but for its input, which may stay empty. */
export function linkToStartForm(
  ui: TemporalUi,
  form: { workflowId: string; taskQueue: string; workflowType: string },
): string {
  const fields = Object.entries(form).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${workflowsOf(ui)}/start-workflow?${fields.join('&')}`;
}

/** Every workflow of the namespace. */
export function linkToWorkflows(ui: TemporalUi): string {
  return workflowsOf(ui);
}

function workflowsOf({ url, namespace }: TemporalUi): string {
  return `${url.replace(/\/+$/, '')}/namespaces/${encodeURIComponent(namespace)}/workflows`;
}
