/** `argocd` (3.5, cmd/argocd): the machine it runs on, and Argo CD's own API server behind it, which reads and writes Applications. */
import type { ApiObject } from '../../api';
import type { Registry } from '../../api/registry';
import { goJson } from '../../base/go/json';
import { formatTime } from '../../base';
import type { Answer, Request, User } from '../../cluster/apiserver/types';
import { objectAt, objectsIn } from '../../cluster/store/store';
import type { Tables } from '../../cluster/store/store';
import type { Cluster } from '../../cluster/state';
import { readyPod, settingsIn } from '../../gitops/component/controller';
import { NAMESPACE } from '../../gitops/component/installation';
import { APPLICATIONS, applicationFrom, projectFrom, PROJECTS } from '../../gitops/component/objects';
import type { Application } from '../../gitops/decide/application';
import type { AppProject } from '../../gitops/decide/permissions';
import { REFRESH } from '../../gitops/decide/refresh';
import type { FindRepository } from '../../gitops/loop/look';
import type { ToolMachine } from '../machine';

export interface ArgocdMachine extends ToolMachine {
  readonly home: string;
  cluster(): Cluster;
  registry(): Registry;
  ask(request: Request): Answer;
  readonly find: FindRepository;
}

/** What a command waits for: that time passes (µs), or a line that is typed. */
export type Effect = { readonly do: 'sleep'; readonly micros: number } | { readonly do: 'read'; readonly prompt?: string };
export type Steps<T> = Generator<Effect, T, { readonly typed: string | undefined } | undefined>;

/** Ends argocd with a line of its log. CheckError's code is 20, that of log.Fatal 1. */
export class Fatal extends Error {
  constructor(message: string, readonly code = 20) {
    super(message);
  }
}

export function logged(machine: ArgocdMachine, level: 'fatal' | 'error' | 'warning', message: string): void {
  machine.err(`${goJson({ level, msg: message, time: `${formatTime(machine.now()).slice(0, 19)}Z` })}\n`);
}

const SERVER: User = { username: `system:serviceaccount:${NAMESPACE}:argocd-server`, groups: ['system:serviceaccounts', `system:serviceaccounts:${NAMESPACE}`, 'system:authenticated'] };
const CONFIG = '.config/argocd/config';
const POLL = 200_000;

export const rpc = (code: string, message: string): Fatal => new Fatal(`rpc error: code = ${code} desc = ${message}`);

export const sleep = function* sleep(micros: number): Steps<void> {
  yield { do: 'sleep', micros };
};

/** Where `argocd login` has written to. */
export const configPath = ({ home }: Pick<ArgocdMachine, 'home'>): string => `${home}/${CONFIG}`;

export class Server {
  constructor(readonly machine: ArgocdMachine) {
    if (this.address === '') throw new Fatal('Argo CD server address unspecified');
    if (readyPod(this.tables, 'argocd-server') === undefined) throw new Fatal(`Failed to establish connection to ${this.address}:443: connection refused`);
  }

  get address(): string {
    return /^current-context:\s*(\S+)/m.exec(this.machine.files.read(configPath(this.machine)) ?? '')?.[1] ?? '';
  }

  get tables(): Tables {
    return this.machine.cluster().server.store.tables;
  }

  get configMap(): Readonly<Record<string, string>> {
    return settingsIn(this.tables);
  }

  urlOf(app: string): string {
    const { url } = this.configMap;
    return `${url === undefined || url === '' ? `https://${this.address}` : url}/applications/${app}`;
  }

  ask(asked: Omit<Request, 'user' | 'group' | 'namespace'>): ApiObject {
    const answer = this.machine.ask({ group: 'argoproj.io', namespace: NAMESPACE, ...asked, user: SERVER, ...(asked.verb === 'create' || asked.verb === 'update' ? { fieldManager: 'argocd-server' } : {}) });
    if ('failure' in answer) throw rpc(answer.failure.reason === 'Invalid' ? 'InvalidArgument' : answer.failure.reason === 'NotFound' ? 'NotFound' : 'Unknown', answer.failure.message);
    if (!('object' in answer)) throw rpc('Unknown', 'no object was answered');
    return answer.object;
  }

  objects(resource: string): readonly ApiObject[] {
    return objectsIn(this.tables, resource, NAMESPACE);
  }

  find(name: string): ApiObject | undefined {
    return objectAt(this.tables, APPLICATIONS, `${NAMESPACE}/${name}`);
  }

  need(name: string): ApiObject {
    const found = this.find(name);
    if (found === undefined) throw rpc('NotFound', `error getting application by query: application.argoproj.io "${name}" not found`);
    return found;
  }

  app(name: string): Application {
    return applicationFrom(this.need(name));
  }

  project({ spec }: Application): AppProject | undefined {
    const found = objectAt(this.tables, PROJECTS, `${NAMESPACE}/${spec.project || 'default'}`);
    return found === undefined ? undefined : projectFrom(found);
  }

  update(object: ApiObject): ApiObject {
    return this.ask({ verb: 'update', resource: 'applications', name: object.metadata.name ?? '', body: object });
  }

  /** Get with a refresh: it waits until the controller has looked. */
  *refreshed(name: string, kind: 'normal' | 'hard'): Steps<ApiObject> {
    this.need(name);
    this.ask({ verb: 'patch', resource: 'applications', name, patch: { metadata: { annotations: { [REFRESH]: kind } } } as never });
    while (this.app(name).metadata.annotations?.[REFRESH] !== undefined) yield* sleep(POLL);
    return this.need(name);
  }
}

export const qualified = (name: string): string => `${NAMESPACE}/${name}`;
/** argo.ParseFromQualifiedName: only Argo CD's own namespace has applications here. */
export const plainName = (name: string): string => name.replace(`${NAMESPACE}/`, '');
