import { configMapKeyErrors } from '../../../api/names';
import { quote } from '../../../base/go/quote';
import { KubectlError } from '../../runtime/errors';
import { absolute } from '../../runtime/machine';
import type { Session } from '../../runtime/session';

export type Add = (key: string, value: string) => void;

const lastPart = (path: string): string => path.replace(/\/+$/, '').split('/').pop() ?? '';

/** util.ParseFileSource. */
function fileSource(source: string): { readonly key: string; readonly path: string } {
  const parts = source.split('=');
  if (parts.length === 1) return { key: lastPart(source), path: source };
  if (parts.length > 2) throw new KubectlError('key names or file paths cannot contain \'=\'');
  const [key = '', path = ''] = parts;
  if (key === '') throw new KubectlError(`key name for file path ${path} missing`);
  if (path === '') throw new KubectlError(`file path for key name ${key} missing`);
  return { key, path };
}

function fromFile({ machine }: Session, source: string, add: Add): void {
  const { key, path } = fileSource(source);
  const where = absolute(machine, path);
  const text = machine.files.read(where);
  if (text !== undefined) {
    add(key, text);
    return;
  }
  const inside = machine.files.list(where);
  if (inside === undefined) throw new KubectlError(`error reading ${path}: no such file or directory`);
  if (source.includes('=')) throw new KubectlError('cannot give a key name for a directory path');
  for (const name of [...inside].sort()) {
    const content = machine.files.read(`${where}/${name}`);
    if (content !== undefined) add(name, content);
  }
}

/** util.ParseLiteralSource. */
function fromLiteral(source: string, add: Add): void {
  const at = source.indexOf('=');
  if (at === -1 || at === 0) throw new KubectlError(`invalid literal source ${source}, expected key=value`);
  add(source.slice(0, at), source.slice(at + 1));
}

const ENV_NAME = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;

/** cmdutil.AddFromEnvFile. */
function fromEnvFile({ machine }: Session, path: string, add: Add): void {
  const where = absolute(machine, path);
  const text = machine.files.read(where);
  if (text === undefined) throw new KubectlError(machine.files.list(where) === undefined ? `error reading ${path}: no such file or directory` : 'env config file cannot be a directory');
  for (const raw of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const line = raw.trimStart();
    if (line === '' || line.startsWith('#')) continue;
    const [key = ''] = line.split('=', 1);
    if (!ENV_NAME.test(key)) {
      throw new KubectlError(`${quote(key)} is not a valid key name: a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')`);
    }
    add(key, line.includes('=') ? line.slice(key.length + 1) : '');
  }
}

/** Everything that `--from-file`, `--from-literal` and `--from-env-file` say. */
export function readSources(session: Session, add: Add): void {
  const { flags } = session;
  const list = (name: string): readonly string[] => (flags.has(name) ? flags.list(name) : []);
  for (const source of list('from-file')) fromFile(session, source, add);
  for (const source of list('from-literal')) fromLiteral(source, add);
  for (const path of list('from-env-file')) fromEnvFile(session, path, add);
}

export function checkSources({ flags }: Session): void {
  if (flags.list('from-env-file').length > 0 && (flags.list('from-file').length > 0 || flags.list('from-literal').length > 0)) throw new KubectlError('from-env-file cannot be combined with from-file or from-literal');
}

/** The words that a key gets that cannot be one, joined. */
export const keyErrors = (key: string, separator: string): string => configMapKeyErrors(key).join(separator);
