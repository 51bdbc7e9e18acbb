const FRAMES = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';

/** `✓ temporal 1.5.1      cached   0.0 s`
 * @param {boolean} ok @param {string} label @param {string} detail @param {number} seconds */
export function formatLine(ok, label, detail, seconds) {
  return `${ok ? '✓' : '✗'} ${label.padEnd(26)} ${detail.padEnd(14)} ${seconds.toFixed(1).padStart(6)} s`;
}

/**
 * One plain line per finished stage; on a terminal also a live line that names what is running.
 * @param {NodeJS.WriteStream} stream @param {NodeJS.ProcessEnv} [env]
 * @returns {import('./stages.mjs').StageReporter & { line: (text: string) => void, close: () => void }}
 */
export function createReporter(stream, env = process.env) {
  const live = stream.isTTY === true && !env.CI;
  /** @type {Map<string, string>} */
  const running = new Map();
  const started = Date.now();
  let frame = 0;
  const clear = () => (live ? stream.write('\r\x1b[K') : undefined);
  const draw = () => {
    if (!live || running.size === 0) return;
    const names = [...running].map(([name, note]) => (note ? `${name}: ${note}` : name)).join(' · ');
    const text = `${FRAMES[frame++ % FRAMES.length]} ${names}  ${Math.round((Date.now() - started) / 1000)} s`;
    stream.write(`\r\x1b[K${text.slice(0, (stream.columns || 80) - 1)}`);
  };
  const timer = live ? setInterval(draw, 120).unref() : undefined;
  /** @param {string} text */
  const line = (text) => {
    clear();
    stream.write(`${text}\n`);
    draw();
  };
  return {
    line,
    begin: (name) => void running.set(name, ''),
    note: (name, text) => {
      running.set(name, text);
      if (!live) line(`… ${name}: ${text}`);
    },
    end: (name, outcome) => {
      running.delete(name);
      if (outcome.ok) line(formatLine(true, outcome.label, outcome.detail, outcome.seconds));
      else
        line(
          `${formatLine(false, name, 'not available', outcome.seconds)}\n${indent(outcome.error.message)}`,
        );
    },
    close: () => {
      clearInterval(timer);
      clear();
    },
  };
}

/** @param {string} text */
function indent(text) {
  return text.replace(/^/gm, '    ');
}
