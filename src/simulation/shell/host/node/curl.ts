/** curl at a node, to what answers there itself: the health of the API server, of its neighbours and of the kubelet. Without a client's certificate it is `system:anonymous`. */
import { byText } from '../../../base/ordered-map';
import { isStopped, etcdState } from '../../../cluster/components';
import { kubeProxyAnswer, PROXY_HEALTH_PORT, PROXY_METRICS_PORT } from '../../../cluster/network';
import { serverVersion } from '../../../cluster/apiserver/server-version';
import { healthAnswer, isHealthPath } from '../../../cluster/health/answer';
import type { HealthComponent } from '../../../cluster/health/checks';
import { forbiddenAnswer } from '../../../cluster/health/door';
import { goJsonIndented } from '../../../base/go/json';
import { forbiddenMessage } from '../../../policy/rbac';
import type { Program } from '../../shell';
import type { RuntimeScene } from '../crictl/scene';
import { addressOf, listeners } from './network';

const PORTS: Readonly<Record<number, HealthComponent>> = { 6443: 'kube-apiserver', 10257: 'kube-controller-manager', 10259: 'kube-scheduler' };
const ANONYMOUS = { name: 'system:anonymous', groups: ['system:unauthenticated'] };
const VERSION = serverVersion('v1.36.3');

interface Answered {
  readonly status: number;
  readonly body: string;
}

/** kube-proxy on this machine. */
function proxyAnswer(scene: RuntimeScene, port: number, path: string): Answered | undefined {
  const container = [...byText.entries(scene.machine().pods)].flatMap(([, { containers }]) => containers).find(({ behaviour }) => behaviour.serves === 'kube-proxy');
  const answered = container === undefined || (port !== PROXY_HEALTH_PORT && port !== PROXY_METRICS_PORT) ? undefined : kubeProxyAnswer(scene.cluster, scene.host, container, port, path);
  return answered !== undefined && 'status' in answered ? answered : undefined;
}

function answerOf(scene: RuntimeScene, port: number, path: string): Answered {
  const proxy = proxyAnswer(scene, port, path);
  if (proxy !== undefined) return proxy;
  const component = PORTS[port];
  if (component === undefined) return port === 10248 && path.startsWith('/healthz') ? { status: 200, body: 'ok' } : { status: 404, body: '404 page not found\n' };
  const facts = { etcd: etcdState(scene.cluster.components) === 'quorum', identity: true };
  if (isHealthPath(path)) return healthAnswer(component, path, facts);
  if (component === 'kube-apiserver' && path === '/version') return { status: 200, body: goJsonIndented(VERSION, '  ') };
  const refused = forbiddenAnswer(forbiddenMessage(ANONYMOUS, { verb: 'get', path }, ''), {});
  return { status: 403, body: 'json' in refused ? goJsonIndented(refused.json, '  ') : '' };
}

/** What would say who asks. */
const CREDENTIALS = /^(?:-E|--cert|-u|--user|--oauth2-bearer)$|^(?:-H|--header=)?authorization:/i;

const VALUED = new Set(['-d', '--data', '-X', '--request', '-m', '--max-time', '--connect-timeout', '--cacert', '--cert', '--key', '-E', '-H', '--header', '-o', '-w', '--resolve']);

export const curl = (scene: RuntimeScene): Program => ({
  *run({ args, out, err, shell }) {
    const flags = args.filter((word) => word.startsWith('-'));
    const [url] = args.filter((word, at) => !word.startsWith('-') && !VALUED.has(args[at - 1] ?? ''));
    const has = (letter: string, long: string): boolean => flags.some((word) => word === long || (/^-[a-zA-Z]+$/.test(word) && word.includes(letter)));
    const fail = (code: number, text: string): number => {
      if (!has('s', '--silent') || has('S', '--show-error')) err.write(`curl: (${code}) ${text}\n`);
      return code;
    };
    const [, scheme = 'http', host = '', given, path = ''] = /^(?:(https?):\/\/)?([^:/]+)(?::(\d+))?(\/.*)?$/.exec(url ?? '') ?? [];
    if (url === undefined || host === '') {
      err.write("curl: no URL specified!\ncurl: try 'curl --help' for more information\n");
      return 2;
    }
    const port = Number(given ?? (scheme === 'https' ? 443 : 80));
    const here = host === 'localhost' || host === '127.0.0.1' || host === scene.host || host === addressOf(scene);
    if (!here) {
      err.write('(curl at a machine here reaches only what listens on it)\n');
      return 6;
    }
    if (PORTS[port] === 'kube-apiserver' && !isHealthPath(path) && args.some((word) => CREDENTIALS.test(word))) {
      err.write('(curl at a machine here is nobody to the API server: ask it with kubectl, or with curl from the terminal itself or a Pod)\n');
      return 2;
    }
    const found = listeners(scene, shell.host.now()).find((one) => one.port === port);
    const down = PORTS[port] !== undefined && isStopped(scene.cluster.components, PORTS[port]);
    if (found === undefined || down || (found.address === '127.0.0.1' && host !== 'localhost' && host !== '127.0.0.1')) return fail(7, `Failed to connect to ${host} port ${port} after 0 ms: Could not connect to server`);
    const isTls = PORTS[port] !== undefined || port === 10250;
    if (isTls && scheme === 'http') {
      out.write('Client sent an HTTP request to an HTTPS server.\n');
      return 0;
    }
    if (isTls && !has('k', '--insecure') && !args.includes('--cacert')) return fail(60, 'SSL certificate problem: unable to get local issuer certificate\nMore details here: https://curl.se/docs/sslcerts.html');
    if (!isTls && scheme === 'https') return fail(35, 'TLS connect error: error:0A00010B:SSL routines::wrong version number');
    const { status, body } = port === 10250 ? { status: 401, body: 'Unauthorized' } : answerOf(scene, port, path === '' ? '/' : path);
    if (has('i', '--include') || has('I', '--head')) out.write(`HTTP/${isTls ? '2' : '1.1'} ${status}\ncontent-type: text/plain; charset=utf-8\n\n`);
    if (!has('I', '--head') && !args.includes('-o')) out.write(body);
    const format = args[args.indexOf('-w') + 1];
    if (args.includes('-w') && format !== undefined) out.write(format.replace(/%\{http_code\}/g, String(status)).replace(/\\n/g, '\n'));
    return status >= 400 && has('f', '--fail') ? fail(22, `The requested URL returned error: ${status}`) : 0;
  },
});
