/** A web server that serves the files of a directory, as nginx does: its index, 403 for a directory without one, 404 for what is not there. */
import type { Container, Pod } from '../../../api';
import type { Cluster } from '../../cluster-state';
import { keptBy, PROGRAM as METRICS_PROGRAM } from '../../metrics/metrics-server';
import { isReady, NOTHING_KEPT } from '../../metrics/points';
import { getFrom } from './exec';
import { filesInside } from './inside';
import type { RuntimeContainer } from './machine';

interface Answered {
  readonly status: number;
  readonly body: string;
}

function fromRoot(root: string, files: NonNullable<ReturnType<typeof filesInside>>, path: string): Answered {
  const place = `${root}/${path.replace(/[?#].*$/s, '')}`.replace(/\/{2,}/g, '/');
  const file = files[place.endsWith('/') ? `${place}index.html` : place];
  if (file?.kind === 'file') return { status: 200, body: file.text };
  if (file?.kind === 'directory') return { status: 301, body: '' };
  return place.endsWith('/') && files[place.slice(0, -1)]?.kind === 'directory' ? { status: 403, body: 'Forbidden' } : { status: 404, body: 'Not Found' };
}

/** apiserver healthz of a metrics server that has nothing to serve yet. */
const NOT_READY = '[+]ping ok\n[+]log ok\n[+]poststarthook/max-in-flight-filter ok\n[-]metric-storage-ready failed: reason withheld\n[+]metric-informer-sync ok\nreadyz check failed\n';

/** What `GET PATH` answers in a Pod: of a web server by its files, of others by their checks. */
export function getInside(cluster: Cluster, pod: Pod, container: RuntimeContainer, path: string): Answered | 'hang' {
  const { behaviour, name } = container;
  const { now } = cluster.clock;
  if (behaviour.serves === METRICS_PROGRAM && path === '/readyz') return isReady(keptBy(cluster, container.id) ?? NOTHING_KEPT) ? { status: 200, body: 'ok' } : { status: 500, body: NOT_READY };
  const isCheck = [...behaviour.checks, ...(behaviour.spells ?? [])].some((check) => check.name === path.replace(/^\//, ''));
  if (behaviour.root === undefined || isCheck) return getFrom(container, path, now);
  const spec = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])].find((one: Container) => one.name === name);
  const files = filesInside(cluster, pod, spec, container);
  return files === undefined ? getFrom(container, path, now) : fromRoot(behaviour.root, files, path);
}
