// Writes the parts of the docs that follow from the code: the DAGs of the README and the pages of features.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PIPELINES } from '../../models/contracts/pipeline.ts';
import { PROJECT_ROOT } from '../../platform/config.ts';
import { STEPS } from '../../workflows/steps.ts';
import { dagMermaid } from '../support/dag-mermaid.ts';
import { FEATURE_PAGES, renderFeaturePage } from '../support/feature-doc.ts';

const readme = join(PROJECT_ROOT, 'README.md');
let text = await readFile(readme, 'utf8');
for (const pipeline of PIPELINES) {
  const [begin, end] = [`<!-- dag ${pipeline} -->\n`, '\n<!-- /dag -->'];
  const start = text.indexOf(begin) + begin.length;
  text = text.slice(0, start) + dagMermaid(STEPS[pipeline]) + text.slice(text.indexOf(end, start));
}
await writeFile(readme, text);
console.log('written: README.md');

for (const page of FEATURE_PAGES) {
  await writeFile(join(PROJECT_ROOT, page.file), renderFeaturePage(page));
  console.log(`written: ${page.file}`);
}
