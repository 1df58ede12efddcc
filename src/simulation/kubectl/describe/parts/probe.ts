import type { Probe } from '../../../api/generated/types/core.v1';
import { listText } from '../text';

/** url.URL's path: what may not stand in one is escaped. */
const escapedPath = (path: string): string => Array.from(path, (char) => (/[A-Za-z0-9$&+,/:;=@\-_.~!'()*]/.test(char) ? char : encodeURIComponent(char))).join('');

const hostPort = (host: string, port: string): string => (host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`);

function action({ exec, httpGet, tcpSocket, grpc }: Probe): string {
  if (exec !== undefined) return `exec ${listText(exec.command)}`;
  if (httpGet !== undefined) {
    const port = String(httpGet.port);
    const host = port === '' ? (httpGet.host ?? '') : hostPort(httpGet.host ?? '', port);
    const path = httpGet.path ?? '';
    return `http-get ${(httpGet.scheme ?? '').toLowerCase()}://${host}${path === '' || path.startsWith('/') ? '' : '/'}${escapedPath(path)}`;
  }
  if (tcpSocket !== undefined) return `tcp-socket ${tcpSocket.host ?? ''}:${String(tcpSocket.port)}`;
  return grpc === undefined ? 'unknown' : `grpc <pod>:${grpc.port} ${grpc.service ?? ''}`;
}

/** DescribeProbe. */
export function probeText(probe: Probe): string {
  const { initialDelaySeconds = 0, timeoutSeconds = 0, periodSeconds = 0, successThreshold = 0, failureThreshold = 0 } = probe;
  return `${action(probe)} delay=${initialDelaySeconds}s timeout=${timeoutSeconds}s period=${periodSeconds}s #success=${successThreshold} #failure=${failureThreshold}`;
}
