import type { RandomState } from '../../base/random';
import type { ApiObject } from '../../api';
import type { CustomResourceDefinition } from '../../api/generated/types/apiextensions.v1';
import type { JsonObject } from '../../api/patch/merge-patch';
import type { Kind } from '../../api/kind';
import type { Registry } from '../../api/registry';
import type { Admitted, Status } from '../../api/request/create';
import type { ServicePools } from '../../api/service/pools';
import type { Converter } from '../images/converters';
import type { Responder } from '../../policy/admission/webhooks/reply';
import type { ChangeType, Store } from '../store/store';
import type { HttpRequest, HttpResponse } from './http/messages';

/** The API server as a value: what it has stored, and where its names and UIDs come from. */
export interface ApiServer {
  readonly store: Store;
  readonly random: Readonly<RandomState>;
}

/** Who asks. */
export interface User {
  readonly username: string;
  readonly groups?: readonly string[];
  readonly uid?: string;
  readonly extra?: Readonly<Record<string, readonly string[]>>;
  /** Who really asks, where somebody acts as this user (`--as`). */
  readonly by?: User;
}

export type RequestVerb = 'get' | 'list' | 'create' | 'update' | 'patch' | 'delete' | 'deletecollection';

/** DeleteOptions (meta/v1) as far as the server heeds them. */
export interface DeleteOptions {
  readonly gracePeriodSeconds?: number;
  readonly propagationPolicy?: 'Orphan' | 'Background' | 'Foreground';
  readonly preconditions?: { readonly uid?: string; readonly resourceVersion?: string };
}

/** One request, as it is after the HTTP layer: the resource, who asks, and a body that is decoded. */
export interface Request {
  readonly verb: RequestVerb;
  /** Empty for the core group. */
  readonly group: string;
  /** Of the group; the preferred one unless it is said. */
  readonly version?: string;
  /** The plural: `pods`. */
  readonly resource: string;
  readonly namespace?: string;
  readonly name?: string;
  /** `status`, `scale`, `eviction`, `binding`, `finalize`; of a Pod's machine `log`, `exec`, `attach`, `portforward`; of what listens in the network `proxy`. */
  readonly subresource?: string;
  /** The options of a subresource that takes some, as they stand in its URL: PodLogOptions, PodExecOptions …; `input` and `sent` are what the client sends. */
  readonly options?: JsonObject;
  readonly body?: ApiObject;
  /** For the verb `patch`: a merge patch (RFC 7386) unless `patchType` says otherwise. */
  readonly patch?: JsonObject | readonly JsonObject[];
  readonly patchType?: 'merge' | 'strategic' | 'json' | 'apply';
  /** Who owns the fields that are written; an apply must say it. */
  readonly fieldManager?: string;
  /** Of a patch: what is said of fields that the kind does not have. Without it the patch is taken to be right, as the control plane's own are. */
  readonly fieldValidation?: 'Strict' | 'Warn' | 'Ignore';
  /** The client looks at the managers of what it is answered: without it the answer leaves `managedFields` out, which are worked out for nobody else. */
  readonly managers?: boolean;
  /** An apply takes fields from others. */
  readonly force?: boolean;
  readonly deleteOptions?: DeleteOptions;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
  /** Of a get or list: `0` is content with what the server's watch cache holds. */
  readonly resourceVersion?: string;
  /** Of a list: not the objects but what has changed of them since this version, and how far that goes; a client that goes on asking so sees what a watch sends. */
  readonly watch?: string;
  /** Of a list: how many objects at most, and where to go on. */
  readonly limit?: number;
  readonly continue?: string;
  /** Everything is done but nothing is stored. */
  readonly dryRun?: boolean;
  /** Where no resource is asked for: `/readyz?verbose`. */
  readonly path?: string;
  /** Of the subresource `proxy`: what is passed on, as it came. */
  readonly http?: HttpRequest;
  readonly user: User;
}

/** A failure with its HTTP code (apimachinery api/errors). */
export interface Failure extends Omit<Status, 'reason'> {
  readonly code: number;
  readonly reason: Status['reason'] | 'TooManyRequests' | 'MethodNotAllowed' | 'Expired' | 'UnsupportedMediaType' | 'Timeout' | 'ServiceUnavailable';
  /** Seconds. */
  readonly retryAfter?: number;
  /** Of a list that cannot be gone on with as it was: how it can be. */
  readonly continue?: string;
  readonly warnings?: readonly string[];
  /** No API server has answered: nobody listened, nothing came back, or the client does not trust who answers. `code` is 0, and the message is the dialler's, without the address. */
  readonly transport?: 'refused' | 'timeout' | 'untrusted';
  /** How long the client had to wait for it, µs; at once where it is not said. */
  readonly took?: number;
}

/** What comes back over a stream until it ends. */
export interface Stream {
  readonly stdout: string;
  readonly stderr: string;
  /** Exit code of the process; undefined: it has not ended, and the stream stays open. */
  readonly exit: number | undefined;
  /** µs from the request to the end of the stream. */
  readonly took: number;
  /** An error besides the exit code, as the kubelet words it on the error stream. */
  readonly error?: string;
}

/** One thing that a watch sends. */
export interface WatchEvent {
  readonly type: ChangeType | 'BOOKMARK';
  /** Of a bookmark only kind and resourceVersion. */
  readonly object: ApiObject;
}

/** A container whose log somebody reads. */
export interface Logged {
  /** Its ID. */
  readonly container: string;
  readonly ended: boolean;
  /** When it was read, µs since 1970. */
  readonly at: number;
}

export type Answer =
  | { readonly code: number; readonly object: ApiObject; readonly warnings: readonly string[] }
  /** `continue`: there are more; `remaining` of them, which is not said where something was selected. */
  | { readonly code: number; readonly list: readonly ApiObject[]; readonly resourceVersion: string; readonly continue?: string; readonly remaining?: number; readonly warnings?: readonly string[] }
  /** What a watch has sent. */
  | { readonly code: number; readonly changes: readonly WatchEvent[]; readonly resourceVersion: string; readonly warnings?: readonly string[] }
  /** A log, or what stands at a path. `log`: whose it is. */
  | { readonly code: number; readonly text: string; readonly log?: Logged; readonly warnings?: readonly string[] }
  | { readonly code: number; readonly stream: Stream; readonly warnings?: readonly string[] }
  /** What somebody else has answered, whom the server asked. */
  | { readonly code: number; readonly http: HttpResponse; readonly warnings?: readonly string[] }
  | { readonly failure: Failure };

/** What admission is told of a write. */
export interface Attributes {
  readonly request: Request;
  readonly old: ApiObject | undefined;
  readonly store: Store;
  readonly now: number;
  readonly suffix: string;
  /** The programs behind webhooks as they are at this moment. */
  readonly respond?: Responder;
}

/** The object after the plug-ins, or what the one that refuses it says. */
export type Admission = Admitted<ApiObject>;

/** What the plug-ins say that look at what will be stored: why it is refused, or the quotas with the object charged to them. */
export type Judgement = { readonly status: Status } | { readonly quotas: readonly ApiObject[] };

/** One request before the plug-ins. */
export interface AdmissionPassage {
  /** The plug-ins that change what is given, before the kind's own checks. */
  mutate(object: ApiObject): Admission;
  /** The same for a deletion, which has no object: why it is refused. */
  mutateDeletion(): Status | undefined;
  /** The plug-ins that judge what came of it. `object`: none for a deletion. */
  judge(object: ApiObject | undefined): Judgement;
  /** What the client has been told by now. */
  readonly warnings: readonly string[];
  /** What the audit log gets to know. */
  readonly auditAnnotations?: Readonly<Record<string, string>>;
}

/** The admission chain: each request goes through it by itself. `served`: the kinds that there are now, those of definitions among them. */
export interface AdmissionChain {
  begin(kind: Kind, operation: 'CREATE' | 'UPDATE' | 'DELETE', attributes: Attributes, served?: Registry): AdmissionPassage;
}

/** What a server is built from; the same for its whole life. */
/** What a component answered when the API server asked for its health. */
export interface Neighbour {
  readonly name: string;
  /** Why it could not be asked: `Get "https://127.0.0.1:10259/healthz": dial tcp 127.0.0.1:10259: connect: connection refused`. */
  readonly error?: string;
}

export interface ServerConfig {
  /** Who is asked for its health when ComponentStatuses are asked for; all are well where nothing is given. */
  readonly neighbours?: () => readonly Neighbour[];
  readonly registry: Registry;
  readonly admission?: AdmissionChain;
  /** What Services may be given. */
  readonly pools?: (store: Store) => ServicePools;
  /** The controllers of definitions run in the cluster: a definition is served when it is established, and goes when its objects are gone. Elsewhere both happen at once. */
  readonly definitions?: 'watched';
  /** The kinds that a definition of custom resources brings; without it, definitions are only stored. */
  readonly customKinds?: (definition: CustomResourceDefinition) => readonly Kind[];
  /** What an image's server knows of conversions; nothing where it is none. */
  readonly converters?: (image: string) => Converter | undefined;
  /** May this user write that, who may write such objects? undefined: yes. */
  readonly guard?: (user: User, object: ApiObject, old: ApiObject | undefined, store: Store) => Failure | undefined;
  /** May this user do that? undefined: yes. */
  readonly authorize?: (request: Request, store: Store) => Failure | undefined;
}

/** What a handler gives back: the server after the request (the same one where nothing was stored) and the answer. */
export interface Handled {
  readonly server: ApiServer;
  readonly answer: Answer;
}
