/**
 * @typedef {{ label: string, detail: string, files?: string[], value?: Record<string, unknown> }} StageResult
 * @typedef {{ name: string, after?: string[], essential?: boolean,
 *   run: (note: (text: string) => void) => Promise<StageResult> }} Stage
 * @typedef {{ ok: true, seconds: number } & StageResult | { ok: false, seconds: number, error: Error }} Outcome
 * @typedef {{ begin: (name: string) => void, note: (name: string, text: string) => void,
 *   end: (name: string, outcome: Outcome) => void }} StageReporter
 */

/**
 * Runs stages side by side, each once those it comes after have ended well. A failed stage is reported and the
 * others go on; a failed essential stage rejects at once, because nothing after it can work.
 * @param {Stage[]} stages
 * @param {StageReporter} reporter
 * @returns {Promise<Map<string, Outcome>>}
 */
export async function runStages(stages, reporter) {
  /** @type {Map<string, Promise<Outcome>>} */
  const running = new Map();
  for (const stage of stages) {
    const before = (stage.after ?? []).map((name) => {
      const promise = running.get(name);
      if (!promise) throw new Error(`stage ${stage.name} comes after ${name}, which is not listed before it`);
      return promise;
    });
    running.set(stage.name, runStage(stage, before, reporter));
  }
  /** @type {Map<string, Outcome>} */
  const outcomes = new Map();
  await Promise.all([...running].map(async ([name, outcome]) => outcomes.set(name, await outcome)));
  return outcomes;
}

/** @param {Stage} stage @param {Promise<Outcome>[]} before @param {StageReporter} reporter @returns {Promise<Outcome>} */
async function runStage(stage, before, reporter) {
  const failed = (await Promise.all(before)).find((outcome) => !outcome.ok);
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  /** @type {Outcome} */
  let outcome;
  try {
    if (failed) throw new Error('a stage before it failed');
    reporter.begin(stage.name);
    outcome = {
      ok: true,
      ...(await stage.run((text) => reporter.note(stage.name, text))),
      seconds: seconds(),
    };
  } catch (error) {
    outcome = {
      ok: false,
      error: error instanceof Error ? error : new Error(String(error)),
      seconds: seconds(),
    };
  }
  reporter.end(stage.name, outcome);
  if (!outcome.ok && stage.essential) throw outcome.error;
  return outcome;
}
