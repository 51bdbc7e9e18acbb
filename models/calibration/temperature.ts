const SHARPEST = Math.log(0.1);
const FLATTEST = Math.log(10);
const TOLERANCE = 1e-4;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * The temperature in [0.1, 10] that minimises `lossAt` (mean log-loss of logits divided by it), by golden-section search
 * over its logarithm. One number per head cannot change a ranking, only how sure it is (Guo et al. 2017). Fit it on
 * rows that training did not see; returns 1 when nothing found is better than leaving the logits alone.
 */
export function fitTemperature(lossAt: (temperature: number) => number): number {
  let low = SHARPEST;
  let high = FLATTEST;
  let left = high - GOLDEN * (high - low);
  let right = low + GOLDEN * (high - low);
  let leftLoss = lossAt(Math.exp(left));
  let rightLoss = lossAt(Math.exp(right));
  while (high - low > TOLERANCE) {
    if (leftLoss <= rightLoss) {
      [high, right, rightLoss] = [right, left, leftLoss];
      left = high - GOLDEN * (high - low);
      leftLoss = lossAt(Math.exp(left));
    } else {
      [low, left, leftLoss] = [left, right, rightLoss];
      right = low + GOLDEN * (high - low);
      rightLoss = lossAt(Math.exp(right));
    }
  }
  const temperature = Math.exp((low + high) / 2);
  return lossAt(temperature) < lossAt(1) ? temperature : 1;
}
