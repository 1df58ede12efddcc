/** How kubeadm talks to its cluster (cmd/kubeadm/app/util/kubeconfig, util/apiclient): as whoever the kubeconfig is for. */
import type { ApiObject } from '../../../api';
import { isObject } from '../../../api/schema/walk';
import { decodeBase64 } from '../../../api/go-template/base64';
import { formatTime } from '../../../base/time';
import { readKubeconfig } from '../../../kubectl/config/kubeconfig';
import type { Kubeconfig } from '../../../kubectl/config/kubeconfig';
import { readCertificate } from '../../../network/tls/pem';
import { withAuthenticated } from '../../../kubectl/runtime/user';
import type { Answer, Failure, Request, User } from '../../../cluster/apiserver/types';
import type { Steps } from '../../machine';
import { absolutePath } from '../../machine';
import { KubeadmError } from '../machine';
import type { KubeadmMachine } from '../machine';

const SYSTEM = 'kube-system';
/** KubernetesAPICallRetryInterval and the time-out of one call. */
const INTERVAL = 500_000;
export const CALL_TIMEOUT = 60_000_000;

/** What the API server refused. */
export class Refused extends KubeadmError {
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}

export const isNotFound = (error: unknown): boolean => error instanceof Refused && error.failure.reason === 'NotFound';

/** Who the files that kubeadm writes are for. */
function userOf(machine: KubeadmMachine, path: string): User {
  if (path.endsWith('/kubelet.conf')) return { username: `system:node:${machine.host.hostname}`, groups: ['system:nodes'] };
  if (path.endsWith('/super-admin.conf')) return { username: 'kubernetes-super-admin', groups: ['system:masters'] };
  return { username: 'kubernetes-admin', groups: ['kubeadm:cluster-admins'] };
}

/** The server knows nobody by a certificate that has ended. */
function hasEnded({ contexts, currentContext, users }: Kubeconfig, now: number): boolean {
  const data = users.get(contexts.get(currentContext)?.user ?? '')?.['client-certificate-data'];
  const certificate = typeof data === 'string' ? readCertificate(decodeBase64(data)) : undefined;
  return certificate !== undefined && formatTime(now) > certificate.notAfter;
}

export class Client {
  private readonly user: User;
  /** Of the API server: `https://10.0.0.11:6443`. */
  readonly server: string;

  /** ClientSetFromFile. */
  constructor(
    private readonly machine: KubeadmMachine,
    path: string,
  ) {
    const text = machine.files.read(absolutePath(machine, path));
    if (text === undefined) throw new KubeadmError(`failed to load admin kubeconfig: open ${path}: no such file or directory`);
    const config = readKubeconfig(text);
    const cluster = config.clusters.get(config.contexts.get(config.currentContext)?.cluster ?? '');
    this.server = isObject(cluster) && typeof cluster['server'] === 'string' ? cluster['server'] : '';
    this.user = hasEnded(config, machine.now()) ? { username: '' } : withAuthenticated(userOf(machine, path));
  }

  private ask(asked: Omit<Request, 'user'>): Exclude<Answer, { readonly failure: Failure }> {
    const answer = this.machine.ask?.({ ...asked, user: this.user });
    if (answer === undefined) throw new KubeadmError(`Get "${this.server}": dial tcp ${this.server.replace(/^https:\/\//, '')}: connect: connection refused`);
    if ('failure' in answer) throw new Refused(answer.failure);
    return answer;
  }

  private object(asked: Omit<Request, 'user'>): ApiObject {
    const answer = this.ask(asked);
    if (!('object' in answer)) throw new KubeadmError('the API server has sent no object');
    return answer.object;
  }

  get = (resource: string, name: string, group = '', namespace: string | null = SYSTEM): ApiObject => this.object({ verb: 'get', group, resource, name, ...(namespace === null ? {} : { namespace }) });
  node = (name: string): ApiObject => this.get('nodes', name, '', null);

  find(resource: string, name: string, group = ''): ApiObject | undefined {
    try {
      return this.get(resource, name, group);
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw error;
    }
  }

  list(resource: string, more: Pick<Request, 'labelSelector' | 'fieldSelector'> = {}, namespace: string | null = SYSTEM, group = ''): readonly ApiObject[] {
    const answer = this.ask({ verb: 'list', group, resource, ...(namespace === null ? {} : { namespace }), ...more });
    return 'list' in answer ? answer.list : [];
  }

  create = (resource: string, body: ApiObject, group = ''): ApiObject => this.object({ verb: 'create', group, resource, namespace: SYSTEM, body, fieldManager: 'kubeadm' });
  update = (resource: string, body: ApiObject, group = ''): ApiObject => this.object({ verb: 'update', group, resource, namespace: SYSTEM, name: body.metadata.name ?? '', body, fieldManager: 'kubeadm' });
  remove = (resource: string, name: string, group = ''): void => {
    this.ask({ verb: 'delete', group, resource, namespace: SYSTEM, name });
  };
}

/** wait.PollUntilContextTimeout: until `look` gives something; what it threw last is thrown in the end, or `expired`. */
export function* poll<T>(timeout: number, look: () => T | undefined, expired: (last: KubeadmError | undefined) => KubeadmError): Steps<T> {
  for (let waited = 0; ; waited += INTERVAL) {
    let last: KubeadmError | undefined;
    try {
      const found = look();
      if (found !== undefined) return found;
    } catch (error) {
      if (!(error instanceof KubeadmError)) throw error;
      last = error;
    }
    if (waited >= timeout) throw expired(last);
    yield { do: 'sleep', micros: INTERVAL };
  }
}
