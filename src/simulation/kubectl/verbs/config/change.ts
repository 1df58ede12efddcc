import { parseBool } from '../../args/values';
import { textOf } from '../../../api/schema/values';
import type { JsonObject } from '../../../api/schema/walk';
import { quote } from '../../../base/go/quote';
import { certificateFields } from '../../config/certificate-files';
import { draftOf, textOfDraft } from '../../config/edit';
import type { Draft } from '../../config/edit';
import { helpText } from '../../help/help';
import { pluginFields } from './exec-plugin';
import { KubectlError } from '../../runtime/errors';
import type { Session, Verb } from '../../runtime/session';

/** helpErrorf: the help, and then what is wrong. */
function checkArgs(session: Session, right: boolean): void {
  const { machine, command, args } = session;
  if (right) return;
  machine.out(helpText(machine.texts, command));
  throw new KubectlError(`Unexpected args: [${args.join(' ')}]`);
}

/** clientcmd.ModifyConfig. */
function save(session: Session, draft: Draft): void {
  session.machine.files.write(session.kubeconfigPath(), textOfDraft(draft));
}

const change = (right: (args: readonly string[]) => boolean, edit: (session: Session, draft: Draft) => string): Verb =>
  function* changed(session) {
    yield* [];
    checkArgs(session, right(session.args));
    const draft = draftOf(session.kubeconfig());
    const said = edit(session, draft);
    save(session, draft);
    session.machine.out(said);
  };

const exactly = (count: number) => (args: readonly string[]): boolean => args.length === count;

export const useContext = change(exactly(1), ({ args: [name = ''] }, draft) => {
  if (draft.contexts[name] === undefined) throw new KubectlError(`no context exists with the name: ${quote(name)}`);
  draft.currentContext = name;
  return `Switched to context ${quote(name)}.\n`;
});

export const renameContext = change(exactly(2), (session, draft) => {
  const [from = '', to = ''] = session.args;
  const context = draft.contexts[from];
  const path = session.kubeconfigPath();
  if (context === undefined) throw new KubectlError(`cannot rename the context ${quote(from)}, it's not in ${path}`);
  if (draft.contexts[to] !== undefined) throw new KubectlError(`cannot rename the context ${quote(from)}, the context ${quote(to)} already exists in ${path}`);
  const { [from]: _, ...rest } = draft.contexts;
  draft.contexts = { ...rest, [to]: context };
  if (draft.currentContext === from) draft.currentContext = to;
  return `Context ${quote(from)} renamed to ${quote(to)}.\n`;
});

const remove = (which: 'contexts' | 'clusters' | 'users', what: string): Verb =>
  change(exactly(1), (session, draft) => {
    const [name = ''] = session.args;
    const path = session.kubeconfigPath();
    if (draft[which][name] === undefined) throw new KubectlError(`cannot delete ${what} ${name}, not in ${path}`);
    if (which === 'contexts' && draft.currentContext === name) session.machine.err('warning: this removed your active context, use "kubectl config use-context" to select a different one\n');
    const { [name]: _, ...rest } = draft[which];
    draft[which] = rest;
    return `deleted ${what} ${name} from ${path}\n`;
  });

export const deleteContext = remove('contexts', 'context');
export const deleteCluster = remove('clusters', 'cluster');
export const deleteUser = remove('users', 'user');

/** The flags that were given, as the fields of what they set. */
function given({ flags }: Session, fields: Readonly<Record<string, string>>): JsonObject {
  return Object.fromEntries(Object.entries(fields).flatMap(([flag, field]) => (flags.changed(flag) ? [[field, flag === 'insecure-skip-tls-verify' ? parseBool(flags.text(flag)) === true : flags.text(flag)]] : [])));
}

export const setContext: Verb = function* setContext(session) {
  yield* [];
  const { args, flags, machine } = session;
  checkArgs(session, args.length <= 1);
  const draft = draftOf(session.kubeconfig());
  if (args.length === 0 && !flags.bool('current')) throw new KubectlError('you must specify a non-empty context name or --current');
  const name = flags.bool('current') ? draft.currentContext : (args[0] ?? '');
  if (flags.bool('current') && name === '') throw new KubectlError('no current context is set');
  const exists = draft.contexts[name] !== undefined;
  draft.contexts = { ...draft.contexts, [name]: { ...draft.contexts[name], ...given(session, { cluster: 'cluster', user: 'user', namespace: 'namespace' }) } };
  save(session, draft);
  machine.out(`Context ${quote(name)} ${exists ? 'modified' : 'created'}.\n`);
};

export const setCluster = change(exactly(1), (session, draft) => {
  const [name = ''] = session.args;
  const fields = given(session, { server: 'server', 'tls-server-name': 'tls-server-name', 'insecure-skip-tls-verify': 'insecure-skip-tls-verify', 'proxy-url': 'proxy-url' });
  const insecure = fields['insecure-skip-tls-verify'] === true ? { 'certificate-authority': '', 'certificate-authority-data': '' } : {};
  const files = certificateFields(session, ['certificate-authority']);
  const authority = Object.keys(files).length === 0 ? {} : { 'insecure-skip-tls-verify': false, ...files };
  draft.clusters = { ...draft.clusters, [name]: { ...draft.clusters[name], ...insecure, ...fields, ...authority } };
  return `Cluster ${quote(name)} set.\n`;
});

export const setCredentials = change(exactly(1), (session, draft) => {
  const [name = ''] = session.args;
  const fields = { ...certificateFields(session, ['client-certificate', 'client-key']), ...given(session, { token: 'token', username: 'username', password: 'password' }) } as JsonObject;
  const token = textOf(fields.token) !== '';
  const basic = textOf(fields.username) !== '' || textOf(fields.password) !== '';
  if (token && basic) throw new KubectlError('you cannot specify more than one authentication method at the same time: --token, --username/--password');
  const cleared = token || basic ? { ...(token ? {} : { token: '' }), ...(basic ? {} : { username: '', password: '' }) } : {};
  draft.users = { ...draft.users, [name]: { ...draft.users[name], ...fields, ...cleared, ...pluginFields(session, draft.users[name] ?? {}) } };
  return `User ${quote(name)} set.\n`;
});

const BYTES = ['certificate-authority-data', 'client-certificate-data', 'client-key-data'];
const TRUTHS = ['insecure-skip-tls-verify', 'disable-compression'];

/** modifyConfig: `clusters.test.server`; an undefined value takes the property away. */
function modify(draft: Draft, property: string, value: string | undefined): void {
  const [first = '', ...steps] = property.split('.');
  if (first === 'current-context') {
    draft.currentContext = value ?? '';
    return;
  }
  if (first !== 'clusters' && first !== 'users' && first !== 'contexts') throw new KubectlError(`unable to parse ${property} after [] at api.Config`);
  const field = steps.length > 1 ? (steps.at(-1) ?? '') : '';
  const name = steps.slice(0, steps.length > 1 ? -1 : 1).join('.');
  if (steps.length === 0) {
    if (value !== undefined) throw new KubectlError("can't set a map to a value: map[]");
    draft[first] = {};
    return;
  }
  const { [name]: item, ...rest } = draft[first];
  if (field === '') {
    if (value !== undefined) throw new KubectlError(`can't set a map to a value: map[${Object.keys(draft[first]).join(' ')}]`);
    draft[first] = rest;
    return;
  }
  if (item === undefined && value === undefined) throw new KubectlError(`current map key \`${name}\` is invalid`);
  const set = value === undefined ? '' : TRUTHS.includes(field) ? parseBool(value) === true : value;
  draft[first] = { ...draft[first], [name]: { ...item, [field]: set } };
}

export const configSet = change(exactly(2), (session, draft) => {
  const [property = '', value = ''] = session.args;
  if (value === '') throw new KubectlError('you cannot use set to unset a property');
  if (property === '') throw new KubectlError('you must specify a property');
  const isBytes = BYTES.some((name) => property.endsWith(`.${name}`));
  if (isBytes && !session.flags.bool('set-raw-bytes') && !/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(value)) throw new KubectlError('error decoding input value: illegal base64 data at input byte 0');
  modify(draft, property, value);
  return `Property ${quote(property)} set.\n`;
});

export const configUnset = change(exactly(1), ({ args: [property = ''] }, draft) => {
  modify(draft, property, undefined);
  return `Property ${quote(property)} unset.\n`;
});
