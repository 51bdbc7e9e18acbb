const FIELD = /\{(\w+)\}/g;

/**
 * Put the fields of a message where its template names them, `{next}`.
 * @throws Error when the template names a field that there is not
 */
export function fillTemplate(template: string, fields: Readonly<Record<string, string>>): string {
  return template.replaceAll(FIELD, (_, name: string) => {
    const value = fields[name];
    if (value === undefined) throw new Error(`unknown field {${name}} in the template: ${template}`);
    return value;
  });
}

/** Names of the fields of a template, in order. */
export function listFields(template: string): string[] {
  return [...template.matchAll(FIELD)].map(([, name]) => name!);
}
