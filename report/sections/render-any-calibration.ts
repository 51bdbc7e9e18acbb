import type { NextAffiliateReport } from '../../models/metrics/next-affiliate-report.ts';
import { drawCalibration } from '../charts/draw-calibration.ts';
import { formatCount, formatFigure, formatGap } from '../html/format.ts';
import { html, type Markup } from '../html/html.ts';

/** Whether the probability of trying anything new means what it says; nothing without test rows. */
export function renderAnyCalibration({ calibration }: Pick<NextAffiliateReport, 'calibration'>): Markup {
  const { ece, eceLimit, line, groups } = calibration;
  const [first] = groups;
  if (first === undefined) return html``;
  const points = groups.map(({ forecast, outcome }) => ({ forecast, outcome }));
  return html`<h3>Will a customer try anything new at all?</h3>
<p class="lead small">The probability of it is on average ${formatGap(ece)} away from what happened; chance alone explains up to ${formatGap(eceLimit)}. ${line !== null && describeLine(line)}</p>
<figure class="scroll drawing">${drawCalibration([{ name: 'model', style: 'blend', points }], 'Share of customers who tried a new affiliate against the share forecast, by tenths', SHARES)}<figcaption><small>Shares of customers, by tenths of what was forecast (${formatCount(first.rows)} customers each), on square-root scales. On the dashed line as many tried a new affiliate as was forecast; below it fewer.</small></figcaption></figure>`;
}

/** Where shares end, so that the drawing is no larger than what it shows. */
const SHARES = { least: 0.1 };

function describeLine({ slope, intercept }: NonNullable<NextAffiliateReport['calibration']['line']>): string {
  const show = ({ value, low, high }: typeof slope) =>
    `${formatFigure(value, 2)} (95 %: ${formatFigure(low, 2)} to ${formatFigure(high, 2)})`;
  return `Slope ${show(slope)}, where 1 is right and less says that it is too sure; intercept ${show(intercept)}, where 0 is right and less says that it promises too much.`;
}
