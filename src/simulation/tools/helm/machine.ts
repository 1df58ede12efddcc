/** helm 4.2.4 on a cluster: the machine it runs on, its errors and its log. */
import { quote } from '../../base/go/quote';
import type { JsonObject } from '../../api/patch/merge-patch';
import type { Answer, Failure, Request } from '../../cluster/apiserver/types';
import type { Machine } from '../../kubectl/runtime/machine';
import { withAuthenticated } from '../../kubectl/runtime/user';
import { readKubeconfig } from '../../kubectl/config/kubeconfig';
import type { Call } from '../cobra/find';

export interface HelmMachine extends Machine {
  readonly environment: Readonly<Record<string, string>>;
  /** The API server's answer to a request, at once. */
  ask(request: Request): Answer;
  /** Makes a directory where there is none, with nothing in it. */
  makeDirectory?(path: string): void;
}

export type { Steps, Wait } from '../machine';

/** An error in helm's words; `is` for those that callers tell apart. */
export class HelmError extends Error {
  constructor(
    message: string,
    readonly is: 'not-found' | 'no-deployed' | 'other' = 'other',
  ) {
    super(message);
  }
}

/** What the API server refused. */
export class Refused extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}

export const isNotFound = (error: unknown): boolean => error instanceof Refused && error.failure.reason === 'NotFound';

const NEEDS_QUOTES = /[\s"=]|[^\u0020-\u007e]|^$/;

/** A line of slog's text handler. */
export function log(machine: Machine, level: 'ERROR' | 'WARN' | 'INFO', message: string, fields: Readonly<Record<string, string>> = {}): void {
  const shown = (text: string): string => (NEEDS_QUOTES.test(text) ? quote(text) : text);
  machine.err(`level=${level} msg=${shown(message)}${Object.entries(fields).map(([name, value]) => ` ${name}=${shown(value)}`).join('')}\n`);
}

/** How a command line talks to its cluster. */
export class Cluster {
  readonly namespace: string;

  constructor(
    readonly machine: HelmMachine,
    private readonly call: Call,
  ) {
    const { flags } = call;
    const given = flags.has('namespace') ? flags.text('namespace') : '';
    const config = this.config();
    this.namespace = given || machine.environment['HELM_NAMESPACE'] || config.contexts.get(this.context())?.namespace || 'default';
  }

  private config() {
    const path = this.call.flags.has('kubeconfig') && this.call.flags.text('kubeconfig') !== '' ? this.call.flags.text('kubeconfig') : `${this.machine.home}/.kube/config`;
    return readKubeconfig(this.machine.files.read(path) ?? '');
  }

  private context(): string {
    return (this.call.flags.has('kube-context') ? this.call.flags.text('kube-context') : '') || this.machine.environment['HELM_KUBECONTEXT'] || this.config().currentContext;
  }

  /** Client.IsReachable. */
  requireReachable(): void {
    const server = (this.call.flags.has('kube-apiserver') ? this.call.flags.text('kube-apiserver') : '') || (this.machine.environment['HELM_KUBEAPISERVER'] ?? '');
    const context = this.context();
    if (context !== '' && this.config().contexts.get(context) === undefined) throw new HelmError(`kubernetes cluster unreachable: context ${quote(context)} does not exist`);
    // Whatever is not the server of the kubeconfig is somewhere where nobody listens.
    const own = [...this.config().clusters.values()].some((one) => (one as JsonObject)['server'] === server);
    if (server !== '' && !own) throw new HelmError(`kubernetes cluster unreachable: Get "${server}/version": dial tcp ${server.replace(/^[a-z]+:\/\//, '')}: connect: connection refused`);
  }

  /** Sends a request as whoever the kubeconfig says; a refusal is thrown. */
  ask(asked: Omit<Request, 'user'>): Exclude<Answer, { readonly failure: Failure }> {
    const config = this.config();
    const user = this.machine.authenticate(config.users.get(config.contexts.get(this.context())?.user ?? '') ?? {});
    if (user === undefined) throw new Refused({ code: 401, reason: 'Unauthorized', message: 'the server has asked for the client to provide credentials' });
    const answer = this.machine.ask({ ...asked, user: withAuthenticated(user) });
    if ('failure' in answer) throw new Refused(answer.failure);
    return answer;
  }
}
