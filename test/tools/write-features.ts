// Writes the tables of docs/affiliate-features.md anew, below the line that says so.
import { readFile, writeFile } from 'node:fs/promises';
import { AFFILIATE_FEATURES } from './affiliate-features.ts';
import { describeFeatures } from './describe-features.ts';
import { replaceTables } from './replace-tables.ts';

const page = new URL('../../docs/affiliate-features.md', import.meta.url);
const text = await readFile(page, 'utf8');
await writeFile(page, replaceTables(text, describeFeatures(AFFILIATE_FEATURES)));
