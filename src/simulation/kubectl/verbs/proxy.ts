import { compileRegexp, regexpMatches } from '../../base/go/regexp';
import type { Regexp } from '../../base/go/regexp';
import { ExitError, KubectlError } from '../runtime/errors';
import { klogFatal, klogWarning } from '../runtime/klog';
import type { ProxiedRequest } from '../runtime/machine';
import { withAuthenticated } from '../runtime/user';
import type { Session, Verb } from '../runtime/session';

const HOUR = 3_600_000_000;
/** What the machine gives where any port will do. */
const FREE = 41_027;

/** MakeRegexpArrayOrDie. */
function expressions({ flags, machine }: Session, flag: string): readonly Regexp[] {
  const text = flags.text(flag);
  return text === '' ? [] : text.split(',').map((one) => {
    const compiled = compileRegexp(one);
    if (!compiled.ok) throw new ExitError(`${klogFatal(machine.now())} proxy_server.go:87] Error compiling re: ${compiled.error}\n`);
    return compiled.regexp;
  });
}

/** FilterServer.accept: what is let through. */
function filterOf(session: Session): (request: ProxiedRequest) => boolean {
  const [accepted, rejected, hosts, methods] = ['accept-paths', 'reject-paths', 'accept-hosts', 'reject-methods'].map((flag) => expressions(session, flag));
  const some = (list: readonly Regexp[] | undefined, text: string): boolean => (list ?? []).some((one) => regexpMatches(one, text));
  return ({ method, host, path }) => {
    const bare = path.split('?')[0] ?? '';
    return !some(rejected, bare) && !some(methods, method) && some(accepted, bare) && some(hosts, host);
  };
}

/** Where under the proxy a path of the API server lies (NewProxyHandler): all but a prefix that begins with /api is taken away. */
function behind(prefix: string, path: string): string | undefined {
  if (!path.startsWith(prefix)) return undefined;
  return prefix.startsWith('/api') ? path : `/${path.slice(prefix.length)}`;
}

/** `kubectl proxy` (pkg/cmd/proxy, pkg/proxy): what comes to a port of this machine goes to the API server as whoever the kubeconfig says, until Ctrl-C. Static files and Unix sockets are not served. */
export const proxy: Verb = function* proxy(session) {
  const { flags, machine } = session;
  const serve = machine.proxy?.bind(machine);
  for (const flag of ['www', 'unix-socket']) if (flags.text(flag) !== '' || serve === undefined) throw new KubectlError(`kubectl proxy${serve === undefined ? '' : ` --${flag}`} is not simulated here; kubectl -h lists the commands`);
  if (flags.bool('disable-filter')) machine.err(`${klogWarning(machine.now())} proxy.go:175] Request filter disabled, your proxy is vulnerable to XSRF attacks, please be cautious\n`);
  const lets = flags.bool('disable-filter') ? () => true : filterOf(session);
  const prefix = flags.text('api-prefix').replace(/\/?$/, '/');
  const port = flags.int('port') === 0 ? FREE : flags.int('port');
  const user = session.user();
  const at = `${flags.text('address')}:${port}`;
  const close = serve?.({ port, user: user === undefined ? { username: '' } : withAuthenticated(user), leads: (request) => (lets(request) ? (behind(prefix, request.path) ?? 'nowhere') : 'forbidden') });
  if (close === undefined) throw new KubectlError(`listen tcp ${at}: bind: address already in use`);
  machine.out(`Starting to serve on ${at}\n`);
  try {
    for (;;) yield { do: 'sleep', micros: HOUR };
  } finally {
    close();
  }
};
