import type { SqlModel } from './sql-model.ts';

/**
 * The models that `targets` need, themselves included, each after all that it reads; the order does not
 * depend on the order given.
 * @throws Error naming a cycle, or a target that does not exist
 */
export function orderModels(
  models: readonly SqlModel[],
  targets: readonly string[] = models.map((model) => model.name),
): SqlModel[] {
  const byName = new Map(models.map((model) => [model.name, model]));
  const ordered = new Set<SqlModel>();
  const visit = (name: string, path: readonly string[]) => {
    const model = byName.get(name);
    if (!model || ordered.has(model)) return;
    if (path.includes(name)) {
      throw new Error(`models read each other: ${[...path.slice(path.indexOf(name)), name].join(' → ')}`);
    }
    for (const reference of model.references) visit(reference, [...path, name]);
    ordered.add(model);
  };
  for (const target of [...targets].sort()) {
    if (!byName.has(target))
      throw new Error(`no model ${target} (expected one of ${[...byName.keys()].join(', ')})`);
    visit(target, []);
  }
  return [...ordered];
}
