/** What the course's images answer. */
import { httpDate } from '../../../network/tools/date';
import { reasonOf } from '../../../network/tools/http';
import type { HttpAnswered, HttpAsked } from '../../../network/tools';
import { demandOf } from '../../demand/calls';
import { getFrom } from '../../node/machine/exec';
import { getInside } from '../../node/machine/web-root';
import { headerOf } from './types';
import { agnhostProgram } from './agnhost';
import { kubeProxyProgram } from './kube-proxy';
import type { Program, Programs, Reached } from './types';

const pathOf = (path: string): string => path.replace(/[?#].*$/s, '');
const queryOf = (path: string, name: string): string => new RegExp(`[?&]${name}=([^&#]*)`).exec(path)?.[1] ?? '';

/** A page by its checks, which probes ask too: `/ready` is the check `ready`. */
function byChecks({ container, cluster }: Reached, { path }: HttpAsked): HttpAnswered {
  const answer = getFrom(container, path, cluster.clock.now);
  return answer === 'hang' ? { ending: 'silent' } : { status: answer.status, body: `${answer.body}\n` };
}

/** A process of which no more is known than its checks. */
export const plainServer: Program = (reached) => ({
  kind: 'server', answer: (asked) => byChecks(reached, asked),
  ...(reached.container.behaviour.tls?.includes(reached.port) === true ? { certificate: () => ({ names: ['localhost'], issuer: 'self', expired: false }) } : {}),
});

const TAG = /:([^:/@]+)(?:@.*)?$/;

/** registry.k8s.io/hpa-example: a page that is all arithmetic. It takes as long as its CPU time does, beside all others who ask. */
const arithmetic: Program = ({ container, cluster }) => ({
  kind: 'server',
  answer: ({ path }) => {
    if (!/^\/(?:index\.php)?$/.test(pathOf(path))) return { status: 404, body: 'Not Found\n' };
    const seconds = demandOf(cluster).served.get(container.id) ?? (container.behaviour.cost ?? 0) / 1_000_000;
    return { status: 200, body: 'OK!', took: Math.round(seconds * 1000) };
  },
});

/** The course's app: it says which Pod it is, and whom it sees. */
const hello: Program = (reached) => {
  const { pod, container, source, sourcePort, log } = reached;
  const version = TAG.exec(container.image)?.[1] ?? 'latest';
  const page = (asked: HttpAsked): HttpAnswered => {
    switch (pathOf(asked.path)) {
      case '/': return { status: 200, body: `Hello from ${pod.metadata.name ?? ''} (${version})\n` };
      case '/client': return { status: 200, body: `${source}\n` };
      case '/headers': return { status: 200, body: asked.headers.map(([name, value]) => `${name}: ${value}\n`).join('') };
      case '/work': return { status: 200, body: 'done\n', took: Math.min(600_000, Number(queryOf(asked.path, 'ms')) || 0) };
      case '/healthz': case '/ready': return byChecks(reached, asked);
      default: return { status: 200, body: `Hello from ${pod.metadata.name ?? ''} (${version}), ${pathOf(asked.path)}\n` };
    }
  };
  return {
    kind: 'server',
    answer: (asked) => {
      const answered = page(asked);
      if ('status' in answered) log(`INFO:     ${source}:${sourcePort} - "${asked.method} ${asked.path} HTTP/1.1" ${answered.status} ${reasonOf(answered.status)}`);
      return answered;
    },
  };
};

const nginxError = (status: number, version: string): string => `<html>\r\n<head><title>${status} ${reasonOf(status)}</title></head>\r\n<body>\r\n<center><h1>${status} ${reasonOf(status)}</h1></center>\r\n<hr><center>nginx/${version}</center>\r\n</body>\r\n</html>\r\n`;

const nginx: Program = ({ pod, container, source, log, cluster }) => {
  const tag = TAG.exec(container.image)?.[1]?.replace(/-.*/, '') ?? '';
  const version = /^\d+\.\d+$/.test(tag) ? `${tag}.0` : /^\d+\.\d+\.\d+$/.test(tag) ? tag : '1.31.0';
  return {
    kind: 'server',
    answer: (asked) => {
      const found = getInside(cluster, pod, container, asked.path);
      if (found === 'hang') return { ending: 'silent' };
      const { status } = found;
      const body = status === 200 ? found.body : nginxError(status, version);
      const [, day = '', month = '', year = '', time = ''] = /^\w+, (\d+) (\w+) (\d+) (\S+)/.exec(httpDate(cluster.clock.now / 1000)) ?? [];
      log(`${source} - - [${day}/${month}/${year}:${time} +0000] "${asked.method} ${asked.path} HTTP/1.1" ${status} ${body.length} "-" "${headerOf(asked, 'user-agent') || '-'}" "${headerOf(asked, 'x-forwarded-for') || '-'}"`);
      return { status, body, headers: [['Server', `nginx/${version}`], ['Content-Type', 'text/html']] };
    },
  };
};

const httpd: Program = () => ({
  kind: 'server',
  answer: ({ path }) => (['/', '/index.html'].includes(pathOf(path)) ? { status: 200, body: '<html><body><h1>It works!</h1></body></html>\n', headers: [['Server', 'Apache'], ['Content-Type', 'text/html']] } : { status: 404, body: 'Not Found\n', headers: [['Server', 'Apache']] }),
});

/** CoreDNS over TCP: its pages for probes and metrics, and DNS, which takes no HTTP. */
const coredns: Program = (reached) => (reached.port === 53 ? { kind: 'closes' } : plainServer(reached));

/** Servers of other protocols: one that closes when it is spoken to in HTTP, and one that speaks first. */
const closes: Program = () => ({ kind: 'closes' });
const banner: Program = () => ({ kind: 'banner' });

export const SERVERS: Programs = { agnhost: agnhostProgram, 'hpa-example': arithmetic, hello, nginx, httpd, coredns, 'kube-proxy': kubeProxyProgram, redis: closes, postgres: closes, mysql: banner };
