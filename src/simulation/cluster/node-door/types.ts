/** What the API server asks of a node's kubelet for a client: the door at port 10250 (pkg/kubelet/server). Whoever models machines gives one. */
import type { Pod } from '../../api';
import type { Fetch, Fetched } from '../apiserver/proxy';
import type { Failure, Logged, Stream } from '../apiserver/types';

/** PodLogOptions (core/v1), with the container named. */
export interface LogOptions {
  readonly container: string;
  readonly follow?: boolean;
  /** Of one that follows, and whose file was put aside meanwhile: the rest of that file, too. */
  readonly reopened?: boolean;
  readonly previous?: boolean;
  readonly timestamps?: boolean;
  readonly sinceSeconds?: number;
  /** RFC 3339. */
  readonly sinceTime?: string;
  readonly tailLines?: number;
  readonly limitBytes?: number;
}

/** PodAttachOptions; `input` is what the client types in. */
export interface AttachOptions {
  readonly container: string;
  readonly stdin?: boolean;
  readonly stdout?: boolean;
  readonly stderr?: boolean;
  readonly tty?: boolean;
  readonly input?: string;
  /** The process behind the stream, which waited for whoever attaches, has ended with this code: of processes that are played by the one who is attached. */
  readonly exits?: number;
}

/** PodExecOptions. */
export interface ExecOptions extends AttachOptions {
  readonly command: readonly string[];
}

export interface PortForwardOptions {
  readonly port: number;
  /** What the client sends into the connection. */
  readonly sent: string;
}

/** What a machine answers, and the cluster `C` in which it has done so. */
export type Done<C, T> = { readonly cluster: C; readonly answer: T | { readonly failure: Failure } };

/** How a connection to port 10250 of a node ends: answered, refused at once (no kubelet), never answered (no network), or answered that the kubelet does not know who asks. */
export type Reach = 'answers' | 'refused' | 'silent' | 'unauthorized';

/** `C`: the cluster as whoever keeps the machines knows it. */
export interface NodeDoor<C> {
  reach(cluster: C, node: string): Reach;
  /** GET /containerLogs. What `follow` brings later the client asks for again with `sinceTime`. */
  logs(cluster: C, pod: Pod, options: LogOptions): { readonly text: string; readonly log?: Logged } | { readonly failure: Failure };
  /** POST /exec. */
  exec(cluster: C, pod: Pod, options: ExecOptions): Done<C, Stream>;
  /** POST /attach. */
  attach(cluster: C, pod: Pod, options: AttachOptions): Done<C, Stream>;
  /** POST /portForward: `stdout` is what is received, `error` what the kubelet says of a port on which nobody listens. */
  portForward(cluster: C, pod: Pod, options: PortForwardOptions): Done<C, Stream>;
  /** What whoever listens somewhere answers the API server itself. Where nothing is given there is no network. */
  fetch?(cluster: C, asked: Fetch): Fetched;
  /** A number in [0, 1), by which the API server chooses among endpoints. */
  lot?(): number;
}
