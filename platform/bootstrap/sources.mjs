/**
 * @typedef {{ label: string, version: string, detail: string, files: string[], value: Record<string, unknown> }} Part
 *   `files`: absolute paths whose presence means that the part is still there; `value`: what native.json records
 * @typedef {{ name: string, find: () => Promise<Part | undefined> }} Source  undefined: this source does not apply here
 */

/** No source could provide a native part; says what was tried and how to provide it by hand. */
export class PartUnavailableError extends Error {
  /** @param {string} part @param {string[]} tried @param {string} fix */
  constructor(part, tried, fix) {
    super(
      [`no ${part} on this machine; tried:`, ...tried.map((line) => `- ${line}`), `To fix: ${fix}`].join(
        '\n',
      ),
    );
    this.name = 'PartUnavailableError';
    this.reason = `no ${part} on this machine`;
    this.tried = tried;
    this.fix = fix;
  }
}

/**
 * The part from the first source that can provide it.
 * @param {string} part @param {Source[]} sources @param {string} fix
 */
export async function firstAvailable(part, sources, fix) {
  const tried = [];
  for (const { name, find } of sources) {
    try {
      const found = await find();
      if (found) return found;
    } catch (error) {
      tried.push(`${name}: ${error instanceof Error ? error.message : error}`.replaceAll('\n', '\n  '));
    }
  }
  throw new PartUnavailableError(part, tried, fix);
}
