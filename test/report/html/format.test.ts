import { expect, it } from 'vitest';
import * as format from '../../../report/html/format.ts';

/** With the unbreakable space as a plain one, to be read. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

it.each([
  [format.formatCount(1_234_567), '1,234,567'],
  [format.formatCount(null), '–'],
  [format.formatFigure(-0.0694), '−0.069'],
  [format.formatFigure(-0.0001), '0.000'],
  [format.formatShare(0.2841), '28.4 %'],
  [format.formatRareShare(0.001), '0.10 %'],
  [format.formatRareShare(0.00001), 'under 0.01 %'],
  [format.formatRareShare(0), '0.00 %'],
  [format.formatPoints(0.021), '+2.1 points'],
  [format.formatPoints(-0.012), '−1.2 points'],
  [format.formatPoints(0), '0.0 points'],
  [format.formatRatio(0.44), '+44 %'],
  [format.formatRatio(-0.1), '−10 %'],
  [format.formatRatio(null), '–'],
  [format.formatAmount(5_812_345), '5.81M'],
  [format.formatAmount(-46_350), '−46.4K'],
  [format.formatAmount(0), '0'],
  [format.formatAmount(null), '–'],
  [format.formatGap(0.0432), '4.3 points'],
  [format.formatGap(null), '–'],
  [format.formatNats(-0.069), '−0.069 nats'],
  [format.formatNats(null), '–'],
  [format.formatMillis(340), '0.34 s'],
  [format.formatMillis(12_300), '12.3 s'],
  [format.formatMillis(59_970), '1 min 0 s'],
  [format.formatMillis(125_000), '2 min 5 s'],
  [format.formatBytes(1), '1 kB'],
  [format.formatBytes(26_214_400), '26.2 MB'],
  [format.formatInstant(new Date('2026-11-21T02:00:30Z')), '2026-11-21 02:00 UTC'],
])('%s', (shown, expected) => {
  expect(plain(shown)).toBe(expected);
});
