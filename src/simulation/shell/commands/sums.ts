import { sha1, sha256, sha512 } from '../../base/sha';
import type { Run } from '../shell';
import { inputsOf } from './inputs';
import { optionsOf } from './options';

/** sha1sum(1), sha256sum(1), sha512sum(1), of texts in UTF-8; sums are not checked against a list. */
const sums = (hash: (bytes: Uint8Array) => string): Run =>
  function* sum(process) {
    const options = optionsOf(process, { letters: 'bt', long: { binary: 'b', text: 't' } });
    if (typeof options === 'number') return options;
    const { inputs, failed } = inputsOf(process, options.rest);
    for (const { name, reader } of inputs) process.out.write(`${hash(new TextEncoder().encode(yield* reader.all()))} ${options.has('b') ? '*' : ' '}${name}\n`);
    return Number(failed);
  };

export const sha1sum = sums(sha1);
export const sha256sum = sums(sha256);
export const sha512sum = sums(sha512);
