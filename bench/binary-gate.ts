// How often the gate lets a yes/no model through: none should pass on labels that nothing explains, nearly all with a
// signal worth acting on. Usage: node --import tsx bench/binary-gate.ts [simulations without signal] [with signal]
import { binaryLearners } from '../models/estimators/binary/index.ts';
import { createRandom } from '../models/random.ts';
import { loadTensorflow } from '../platform/native.ts';
import {
  createTruth,
  type FitBinary,
  NULL_LABELS,
  SIGNAL,
  simulateBinaryGate,
} from './simulate-binary-gate.ts';

const [nulls = 240, signals = 60] = process.argv.slice(2).map(Number);
const { tf } = await loadTensorflow();
const learner = binaryLearners['logistic-regression'];
const learn: FitBinary = (data, seed) =>
  learner.fit(data, learner.params.parse({}), { tf, random: createRandom(seed) });

for (const [name, plan, simulations, fit] of [
  ['no signal, logistic regression', NULL_LABELS, nulls, learn],
  ['AUC .68, logistic regression', SIGNAL, signals, learn],
  ['AUC .68, the true probabilities', SIGNAL, signals, async () => createTruth(SIGNAL)],
] as const) {
  const started = performance.now();
  const failures = new Map<string, number>();
  let approved = 0;
  let auc = 0;
  for (let seed = 1; seed <= simulations; seed++) {
    const { verdict, rules } = await simulateBinaryGate(plan, seed, fit);
    if (verdict === 'PROMOTED') approved++;
    for (const { rule, value, pass } of rules) {
      if (rule === 'auc') auc += value ?? 0;
      if (!pass) failures.set(rule, (failures.get(rule) ?? 0) + 1);
    }
  }
  const seconds = ((performance.now() - started) / 1_000).toFixed(0);
  const failed = [...failures].map(([rule, count]) => `${rule} ${count}`).join(', ') || 'none';
  console.log(
    `${name}: ${approved} of ${simulations} approved; mean AUC ${(auc / simulations).toFixed(3)}; failed rules: ${failed}; ${seconds} s`,
  );
}
