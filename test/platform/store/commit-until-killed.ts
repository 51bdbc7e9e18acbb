import { createRandom } from '../../../models/random.ts';
import { DirectoryStore } from '../../../platform/store/directory-store.ts';
import { commitTexts } from './draft-manifest.ts';

/** Commits to key after key until somebody kills it. Arguments: root of the store, seed of the bytes. */
const [root = '', seed = '1'] = process.argv.slice(2);
const store = new DirectoryStore(root);
const random = createRandom(Number(seed));
for (let key = 0; ; key++) {
  const text = `${random.integer(10)}`.repeat(1 + random.integer(400_000));
  await commitTexts(store, { 'model.json': text, 'loss.csv': text.slice(0, 1_000) }, { key: `k${key}` });
  if (key === 0) process.stdout.write('committing\n');
}
