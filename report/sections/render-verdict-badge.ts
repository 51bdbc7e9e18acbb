import type { Verdict } from '../../models/gates/verdict.ts';
import { html, type Markup } from '../html/html.ts';

/** A gate's decision as a coloured word. */
export function renderVerdictBadge({ verdict }: Pick<Verdict, 'verdict'>): Markup {
  const style = verdict === 'PROMOTED' ? 'good' : verdict === 'KEPT' ? 'mark' : 'note';
  return html`<span class="badge ${style}">${verdict}</span>`;
}
