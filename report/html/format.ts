/** Between a figure and its unit; no line breaks there. */
const NBSP = '\u00a0';
const MINUS = '\u2212';
/** Stands where there is no value. */
export const NO_VALUE = '–';

/** 1234567 → 1,234,567 */
export function formatCount(count: number | null): string {
  return count === null ? NO_VALUE : typographic(count.toLocaleString('en-US'));
}

/** Three digits after the point unless told otherwise. */
export function formatFigure(value: number | null, digits = 3): string {
  return value === null ? NO_VALUE : typographic(value.toFixed(digits));
}

/** .284 → 28.4 % */
export function formatShare(share: number | null): string {
  return share === null ? NO_VALUE : `${formatFigure(100 * share, 1)}${NBSP}%`;
}

/** A share that is small and must not look like none, .001 → 0.10 % */
export function formatRareShare(share: number | null): string {
  if (share === null) return NO_VALUE;
  const least = 0.0001;
  if (share > 0 && share < least) return `under ${100 * least}${NBSP}%`;
  return `${formatFigure(100 * share, 2)}${NBSP}%`;
}

/** A difference of shares, .021 → +2.1 points */
export function formatPoints(difference: number | null): string {
  return difference === null ? NO_VALUE : `${withSign(formatFigure(100 * difference, 1))}${NBSP}points`;
}

/** A ratio less 1, .44 → +44 % */
export function formatRatio(excess: number | null): string {
  return excess === null ? NO_VALUE : `${withSign(formatFigure(100 * excess, 0))}${NBSP}%`;
}

/** A distance between shares, .043 → 4.3 points */
export function formatGap(gap: number | null): string {
  return gap === null ? NO_VALUE : `${formatFigure(100 * gap, 1)}${NBSP}points`;
}

/** A difference in log-loss, −.069 → −0.069 nats */
export function formatNats(difference: number | null): string {
  return difference === null ? NO_VALUE : `${withSign(formatFigure(difference))}${NBSP}nats`;
}

/** 340 → 0.34 s, 12300 → 12.3 s, 125000 → 2 min 5 s */
export function formatMillis(millis: number | null): string {
  if (millis === null) return NO_VALUE;
  if (millis < 1_000) return `${(millis / 1_000).toFixed(2)}${NBSP}s`;
  const seconds = Math.round(millis / 1_000);
  if (seconds < 60) return `${(millis / 1_000).toFixed(1)}${NBSP}s`;
  return `${Math.floor(seconds / 60)}${NBSP}min ${seconds % 60}${NBSP}s`;
}

/** An amount of money to three digits, 5812345 → 5.81M; its currency is the source's. */
export function formatAmount(amount: number | null): string {
  if (amount === null) return NO_VALUE;
  return typographic(amount.toLocaleString('en-US', { notation: 'compact', maximumSignificantDigits: 3 }));
}

/** 26214400 → 26.2 MB */
export function formatBytes(bytes: number): string {
  return bytes < 1_000_000
    ? `${formatCount(Math.ceil(bytes / 1_000))}${NBSP}kB`
    : `${formatFigure(bytes / 1_000_000, 1)}${NBSP}MB`;
}

/** 2026-11-21 02:00 UTC */
export function formatInstant(instant: Date): string {
  return `${instant.toISOString().slice(0, 16).replace('T', ' ')}${NBSP}UTC`;
}

function withSign(figure: string): string {
  return figure.startsWith(MINUS) || Number(figure) === 0 ? figure : `+${figure}`;
}

function typographic(figure: string): string {
  const zero = /^-[0.]+$/.test(figure);
  return zero ? figure.slice(1) : figure.replace('-', MINUS);
}
