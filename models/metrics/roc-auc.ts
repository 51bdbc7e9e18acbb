import { assertOnePerLabel } from './assert-one-per-label.ts';
/**
 * Chance that a random positive scores above a random negative, ties counting half (Mann-Whitney); null when either
 * class is missing. Labels are 0 or 1.
 */
export function computeRocAuc(scores: ArrayLike<number>, labels: ArrayLike<number>): number | null {
  assertOnePerLabel(scores, labels.length, 'scores');
  const order = Array.from(scores, (_, row) => row).sort((a, b) => scores[a]! - scores[b]!);
  let positives = 0;
  let rankSum = 0;
  for (let start = 0; start < order.length; ) {
    let end = start;
    let tiedPositives = 0;
    while (end < order.length && scores[order[end]!] === scores[order[start]!]) {
      if (labels[order[end]!]) tiedPositives++;
      end++;
    }
    if (end === start) throw new Error(`invalid score: ${scores[order[start]!]} (expected a number)`);
    positives += tiedPositives;
    rankSum += tiedPositives * ((start + 1 + end) / 2);
    start = end;
  }
  const negatives = order.length - positives;
  if (positives === 0 || negatives === 0) return null;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}
