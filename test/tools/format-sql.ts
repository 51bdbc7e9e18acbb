// Checks the layout of every sql/**/*.sql; `--write` fixes it.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'sql-formatter';

const root = fileURLToPath(new URL('../../sql/', import.meta.url));
const write = process.argv.includes('--write');

const entries = await readdir(root, { recursive: true });
const files = entries.filter((name) => name.endsWith('.sql')).sort();
const different: string[] = [];
for (const name of files) {
  const text = await readFile(join(root, name), 'utf8');
  const formatted = `${format(text, {
    language: 'duckdb',
    keywordCase: 'lower',
    dataTypeCase: 'lower',
    functionCase: 'lower',
    expressionWidth: 80,
    paramTypes: { named: ['$'] },
  })}\n`;
  if (formatted === text) continue;
  different.push(`sql/${name}`);
  if (write) await writeFile(join(root, name), formatted);
}
if (different.length === 0) {
  console.log(`SQL layout: ${files.length} files checked`);
} else if (write) {
  console.log(`SQL layout: ${different.length} of ${files.length} files rewritten`);
} else {
  console.log(`SQL layout differs in ${different.join(', ')} (run npm run format)`);
  process.exitCode = 1;
}
