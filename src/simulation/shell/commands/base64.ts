import { decodeBase64 } from '../../api/go-template/base64';
import { encodeBase64 } from '../../base/go/base64';
import { GoError } from '../../base/go/values';
import type { Run } from '../shell';
import { inputsOf } from './inputs';
import { optionsOf } from './options';

/** base64(1), of texts in UTF-8 */
export const base64: Run = function* base64(process) {
  const options = optionsOf(process, { letters: 'diw:', long: { decode: 'd', wrap: 'w', 'ignore-garbage': 'i' } });
  if (typeof options === 'number') return options;
  const { inputs, failed } = inputsOf(process, options.rest.slice(0, 1));
  const [input] = inputs;
  if (failed || input === undefined) return 1;
  const text = yield* input.reader.all();
  if (options.has('d')) {
    try {
      process.out.write(decodeBase64(text.replace(/\s/g, '')));
      return 0;
    } catch (error) {
      if (!(error instanceof GoError)) throw error;
      process.err.write('base64: invalid input\n');
      return 1;
    }
  }
  const width = Number(options.value('w') ?? 76);
  const encoded = encodeBase64(text);
  process.out.write(width === 0 || encoded === '' ? encoded : encoded.replace(new RegExp(`.{1,${Math.max(1, width)}}`, 'g'), '$&\n'));
  return 0;
};
