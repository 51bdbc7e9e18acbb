/** Artifact name of a table: without its schema. */
export function artifactOf(table: string): string {
  return table.slice(table.indexOf('.') + 1);
}
