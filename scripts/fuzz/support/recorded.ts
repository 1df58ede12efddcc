import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow, root } from '../../lib/paths';

interface Recording {
  readonly cases?: readonly { readonly kind: string; readonly in: unknown }[];
}

/** The inputs of the recorded cases of a suite. */
export const recordedInputs = (suite: string): readonly unknown[] => {
  const folder = join(root, 'testdata/golden', suite);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .flatMap((file) => (JSON.parse(readFileSync(join(folder, file), 'utf8')) as Recording).cases ?? [])
    .map((one) => one.in);
};

/** The manifests that pages show. */
export const pageManifests = (): readonly string[] =>
  filesBelow(join(root, 'docs/manifests'), (name) => /\.ya?ml$/.test(name))
    .sort()
    .map((file) => readFileSync(file, 'utf8'));
