/** Certificates and keys that `kubectl config set-credentials` and `set-cluster` are given as files (kubectl pkg/cmd/config; client-go tools/clientcmd/loader.go). */
import type { JsonObject } from '../../api/schema/walk';
import { encodeBase64 } from '../../base/go/base64';
import { parseBool } from '../args/values';
import { KubectlError } from '../runtime/errors';
import type { Session } from '../runtime/session';

/** filepath.Abs. */
function absolute(directory: string, path: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${directory}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** RelativizePathWithNoBacksteps: below the kubeconfig's directory a path is written from there. */
function relativized(path: string, kubeconfig: string): string {
  const directory = kubeconfig.slice(0, kubeconfig.lastIndexOf('/') + 1);
  return directory !== '' && path.startsWith(directory) ? path.slice(directory.length) : path;
}

/** What the flags with files set, by the names of the fields: with `--embed-certs` what stands in them. */
export function certificateFields({ flags, machine, kubeconfigPath }: Session, names: readonly string[]): JsonObject {
  const asked = names.filter((name) => flags.changed(name));
  const embed = flags.changed('embed-certs') && parseBool(flags.text('embed-certs')) === true;
  if (embed && asked.every((name) => flags.text(name) === '')) throw new KubectlError(`you must specify a ${names.map((name) => `--${name}`).join(' or ')} to embed`);
  return Object.fromEntries(asked.flatMap((name): [string, string][] => {
    const path = absolute(machine.directory, flags.text(name));
    if (!embed) return [[name, relativized(path, kubeconfigPath())], [`${name}-data`, '']];
    const text = machine.files.read(path);
    if (text === undefined) throw new KubectlError(`could not stat ${name} file ${flags.text(name)}: stat ${flags.text(name)}: no such file or directory`);
    return [[`${name}-data`, encodeBase64(text)], [name, '']];
  }));
}
