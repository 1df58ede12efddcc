import { goJsonIndented } from '../../base/go/json';
import { writeYaml } from '../../api/yaml/write';
import { binaryVersion, serverVersion } from '../../cluster/apiserver/server-version';
import type { ServerVersion } from '../../cluster/apiserver/server-version';
import { ask, warn } from '../runtime/client';
import { KubectlError } from '../runtime/errors';
import type { Steps } from '../runtime/machine';
import type { Session, Verb } from '../runtime/session';

const VERSION = 'v1.36.3';
const KUSTOMIZE = 'v5.8.1';
/** supportedMinorVersionSkew. */
const SKEW = 1;

/** Whether anybody answers decides; which version it is the machine knows where servers are replaced. */
export function* askVersion(session: Session): Steps<ServerVersion> {
  yield* ask(session, { verb: 'get', group: '', resource: '', path: '/version' });
  return serverVersion(session.machine.serverVersion?.() ?? VERSION);
}

const minorOf = ({ minor }: { readonly minor: string }): number => Number(minor);

/** `kubectl version` (pkg/cmd/version): what it knows of itself, then the server's, or why there is none. */
export const version: Verb = function* version(session) {
  const { flags, args, machine } = session;
  const output = flags.text('output');
  const clientOnly = flags.bool('client');
  if (!clientOnly && args.length > 0) throw new KubectlError(`extra arguments: [${args.join(' ')}]`);
  if (!['', 'yaml', 'json'].includes(output)) throw new KubectlError("--output must be 'yaml' or 'json'");
  const client = binaryVersion(VERSION);
  let [server, why]: readonly [ServerVersion?, unknown?] = [];
  if (!clientOnly) {
    try {
      server = yield* askVersion(session);
    } catch (error) {
      why = error;
    }
  }
  const known = { clientVersion: client, kustomizeVersion: KUSTOMIZE, ...(server === undefined ? {} : { serverVersion: server }) };
  if (output === 'json') machine.out(`${goJsonIndented(known, '  ')}\n`);
  else if (output === 'yaml') machine.out(`${writeYaml(known)}\n`);
  else machine.out(`Client Version: ${client.gitVersion}\nKustomize Version: ${KUSTOMIZE}\n${server === undefined ? '' : `Server Version: ${server.gitVersion}\n`}`);
  if (why !== undefined) throw why;
  if (server === undefined || Math.abs(minorOf(client) - minorOf(server)) <= SKEW) return;
  const skew = `version difference between client (1.${client.minor}) and server (1.${server.minor}) exceeds the supported minor version skew of +/-${SKEW}`;
  if (flags.global('warnings-as-errors') === 'true') throw new KubectlError(skew);
  warn(machine, skew);
};
