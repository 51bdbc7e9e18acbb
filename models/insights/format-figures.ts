const MINUS = '\u2212';

/** .364 → 36.4 % */
export function formatShare(share: number): string {
  return `${fix(100 * share, 1)} %`;
}

/** 12.34 → 12.3; 1234.5 → 1,235 */
export function formatAmount(amount: number): string {
  return amount < 100 ? fix(amount, 1) : Math.round(amount).toLocaleString('en-US');
}

/** A number of hundredths with so many digits after the point, −.0411 → −4.1 */
export function formatHundredths(value: number, digits: number): string {
  return fix(100 * value, digits);
}

function fix(value: number, digits: number): string {
  const text = value.toFixed(digits);
  return /^-[0.]+$/.test(text) ? text.slice(1) : text.replace('-', MINUS);
}
