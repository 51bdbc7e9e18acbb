/** The SQL file of this pipeline's `sql` folder. */
export function locateQuery(name: string): URL {
  return new URL(`./sql/${name}.sql`, import.meta.url);
}
