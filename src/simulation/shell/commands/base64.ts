import { decodeBase64 } from '../../api/go-template/base64';
import { encodeBase64 } from '../../base/go/base64';
import type { Run } from '../shell';
import { inputsOf } from './inputs';
import { optionsOf } from './options';

/** What is decoded before the first character that is none, and what is left over: an end without its `=` is decoded, and still not valid. */
function decodable(text: string): { readonly data: string; readonly rest: string } {
  const [digits = ''] = /^[A-Za-z0-9+/]*/.exec(text) ?? [];
  const whole = digits.length - (digits.length % 4);
  const last = digits.length - whole;
  const padding = last === 0 ? '' : '='.repeat(4 - last);
  const after = text.slice(digits.length);
  const end = last > 1 ? digits.slice(whole) + padding : '';
  return { data: decodeBase64(digits.slice(0, whole) + end), rest: last === 0 ? after : after === padding ? '' : digits.slice(whole) };
}

/** base64(1), of texts in UTF-8 */
export const base64: Run = function* base64(process) {
  const options = optionsOf(process, { letters: 'diw:', long: { decode: 'd', wrap: 'w', 'ignore-garbage': 'i' } });
  if (typeof options === 'number') return options;
  const { inputs, failed } = inputsOf(process, options.rest.slice(0, 1));
  const [input] = inputs;
  if (failed || input === undefined) return 1;
  const text = yield* input.reader.all();
  if (options.has('d')) {
    const { data, rest } = decodable(options.has('i') ? text.replace(/[^A-Za-z0-9+/=]/g, '') : text.replace(/\n/g, ''));
    process.out.write(data);
    if (rest === '') return 0;
    process.err.write('base64: invalid input\n');
    return 1;
  }
  const width = Number(options.value('w') ?? 76);
  const encoded = encodeBase64(text);
  process.out.write(width === 0 || encoded === '' ? encoded : encoded.replace(new RegExp(`.{1,${Math.max(1, width)}}`, 'g'), '$&\n'));
  return 0;
};
