/**
 * The columns of a file's grain, from its two-line header.
 * @throws Error saying which line is missing
 */
export function parseHeader(text: string): readonly string[] {
  const [purpose = '', grain = ''] = text.split('\n', 2);
  if (!/^-- One row per \S/.test(purpose)) {
    throw new Error(`line 1: ${JSON.stringify(purpose)} (expected "-- One row per …")`);
  }
  const columns = /^-- grain: (\w+(?:, \w+)*)$/.exec(grain)?.[1];
  if (!columns) throw new Error(`line 2: ${JSON.stringify(grain)} (expected "-- grain: column, column")`);
  return columns.split(', ');
}
