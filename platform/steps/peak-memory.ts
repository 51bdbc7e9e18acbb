const SAMPLE_MILLIS = 100;

/** Watches the resident memory of this process; the kernel's own peak covers the whole life, not one step. */
export class PeakMemory {
  #peakBytes = process.memoryUsage.rss();
  readonly #timer: NodeJS.Timeout;

  constructor() {
    this.#timer = setInterval(() => this.include(process.memoryUsage.rss()), SAMPLE_MILLIS);
    this.#timer.unref();
  }

  /** Count the peak of a child process, too. */
  include(bytes: number): void {
    this.#peakBytes = Math.max(this.#peakBytes, bytes);
  }

  /** Stop watching. @returns the highest value seen, in MiB */
  stop(): number {
    clearInterval(this.#timer);
    return Math.round(this.#peakBytes / 2 ** 20);
  }
}
