import type { JsonObject } from '../../../api/schema/walk';
import { encodeBase64 } from '../../../base/go/base64';
import { goJson } from '../../../base/go/json';
import { quote } from '../../../base/go/quote';
import { sha256 } from '../../../base/sha';
import { sortedJson } from '../../../api/schema/sorted-json';
import { KubectlError } from '../../runtime/errors';
import { absolute } from '../../runtime/machine';
import type { Session, Verb } from '../../runtime/session';
import { creator } from './draft';
import { checkSources, keyErrors, readSources } from './sources';

const CONSONANTS: Readonly<Record<string, string>> = { 0: 'g', 1: 'h', 3: 'k', a: 'm', e: 't' };

/** hash.encodeHash: ten letters without vowels. */
const hashOf = (content: JsonObject): string => [...sha256(new TextEncoder().encode(goJson(sortedJson(content)))).slice(0, 10)].map((char) => CONSONANTS[char] ?? char).join('');

const named = ({ flags }: Session, name: string, content: JsonObject): string => (flags.bool('append-hash') ? `${name}-${hashOf(content)}` : name);

export const createConfigMap = creator({
  failure: 'failed to create configmap: ',
  check: checkSources,
  build(session, name) {
    const data: Record<string, string> = {};
    readSources(session, (key, value) => {
      const wrong = keyErrors(key, ',');
      if (wrong !== '') throw new KubectlError(`${quote(key)} is not a valid key name for a ConfigMap: ${wrong}`);
      if (Object.hasOwn(data, key)) throw new KubectlError(`cannot add key ${quote(key)}, another key by that name already exists in Data for ConfigMap ${quote(name)}`);
      data[key] = value;
    });
    return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: named(session, name, { kind: 'ConfigMap', name, data }) }, data };
  },
});

function secretOf(session: Session, name: string, type: string, data: Readonly<Record<string, string>>): JsonObject {
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name: named(session, name, { kind: 'Secret', type, name, data }) }, data, ...(type === '' ? {} : { type }) };
}

function filesOf(session: Session): Readonly<Record<string, string>> {
  const data: Record<string, string> = {};
  readSources(session, (key, value) => {
    const wrong = keyErrors(key, ';');
    if (wrong !== '') throw new KubectlError(`${quote(key)} is not valid key name for a Secret ${wrong}`);
    if (Object.hasOwn(data, key)) throw new KubectlError(`cannot add key ${key}, another key by that name already exists`);
    data[key] = encodeBase64(value);
  });
  return data;
}

export const createGeneric: Verb = creator({
  failure: 'failed to create secret ',
  check: checkSources,
  build: (session, name) => secretOf(session, name, session.flags.text('type'), filesOf(session)),
});

export const createDockerRegistry: Verb = creator({
  failure: 'failed to create secret ',
  check({ flags }) {
    const complete = ['docker-username', 'docker-password', 'docker-server'].every((flag) => flags.text(flag) !== '');
    if (flags.list('from-file').length === 0 && !complete) throw new KubectlError('either --from-file or the combination of --docker-username, --docker-password and --docker-server is required');
  },
  build(session, name) {
    const { flags } = session;
    const type = 'kubernetes.io/dockerconfigjson';
    if (flags.list('from-file').length > 0) return secretOf(session, name, type, filesOf(session));
    const [username, password, email] = [flags.text('docker-username'), flags.text('docker-password'), flags.text('docker-email')];
    const entry = { username, password, ...(email === '' ? {} : { email }), auth: encodeBase64(`${username}:${password}`) };
    return secretOf(session, name, type, { '.dockerconfigjson': encodeBase64(goJson({ auths: { [flags.text('docker-server')]: entry } })) });
  },
});

function readKey({ machine }: Session, path: string): string {
  const text = machine.files.read(absolute(machine, path));
  if (text === undefined) throw new KubectlError(`Cannot read file ${path}, open ${path}: no such file or directory`);
  return text;
}

export const createTls: Verb = creator({
  failure: 'failed to create secret ',
  check({ flags }) {
    if (flags.text('key') === '' || flags.text('cert') === '') throw new KubectlError('key and cert must be specified');
  },
  build(session, name) {
    const [cert, key] = [readKey(session, session.flags.text('cert')), readKey(session, session.flags.text('key'))];
    if (!cert.includes('-----BEGIN CERTIFICATE-----')) throw new KubectlError('tls: failed to find any PEM data in certificate input');
    if (!/-----BEGIN ([A-Z]+ )?PRIVATE KEY-----/.test(key)) throw new KubectlError('tls: failed to find any PEM data in key input');
    return secretOf(session, name, 'kubernetes.io/tls', { 'tls.crt': encodeBase64(cert), 'tls.key': encodeBase64(key) });
  },
});
