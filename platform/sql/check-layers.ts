import type { SqlLayer, SqlModel } from './sql-model.ts';

/** Layers look left. Audits and canaries may read everything: what was lost, or known when, shows only beside raw. */
const readable: Readonly<Record<SqlLayer, readonly string[]>> = {
  staging: ['raw'],
  intermediate: ['staging', 'intermediate'],
  marts: ['staging', 'intermediate', 'marts'],
  audits: ['raw', 'staging', 'intermediate', 'marts'],
  canaries: ['raw', 'staging', 'intermediate', 'marts'],
  codes: ['raw'],
};

/** @throws Error naming the first model that reads a layer it must not, or a model that does not exist */
export function checkLayers(models: readonly SqlModel[]): void {
  const names = new Set(models.map((model) => model.name));
  for (const { file, layer, references } of models) {
    for (const reference of references) {
      const source = reference.slice(0, reference.indexOf('.'));
      if (!readable[layer].includes(source)) {
        throw new Error(`${file}: reads ${reference} (${layer} may read ${readable[layer].join(', ')})`);
      }
      if (source !== 'raw' && !names.has(reference)) {
        throw new Error(`${file}: reads ${reference}, which no file defines`);
      }
    }
  }
}
