/** The registries of a simulated cluster: which images there are, and what their processes do. */
import { parseBehaviour } from './behaviour';
import type { Behaviour, PullError } from './behaviour';
import type { Converter } from './converters';
import { fullName, parseImage } from './reference';
import type { ImageReference } from './reference';

/** A place that an image's process writes to when it starts, and what it says where it cannot, before the error's number and name. */
export interface ImageWrite {
  readonly path: string;
  readonly says: string;
}

/** An image by its repository without tag: `nginx`, `sim/app`, `registry.k8s.example/hello`. */
export interface ImageModel {
  /** What its process does when nothing is said ({@link parseBehaviour}). */
  readonly words: readonly string[];
  /** The tags that exist, each also with a variant after it (`1.30` is `1.30-alpine` too); without it every tag does. */
  readonly tags?: readonly string[];
  /** Bytes. */
  readonly size?: number;
  /** Its USER: a number, or a name; `0` where its Dockerfile has none. */
  readonly user?: string;
  readonly writes?: readonly ImageWrite[];
  /** It answers conversion webhooks. */
  readonly converts?: Converter;
}

/** By repository; of a tag that is a program of its own, by both: `registry.k8s.example/hello:1.2-bad`. */
export type Catalogue = Readonly<Record<string, ImageModel>>;

const SIZE = 20_000_000;

const REPOSITORIES: readonly (readonly [prefix: string, short: string])[] = [['docker.io/library/', ''], ['docker.io/', '']];

function modelOf(catalogue: Catalogue, { repository, tag, digest }: ImageReference): ImageModel | undefined {
  const short = REPOSITORIES.find(([prefix]) => repository.startsWith(prefix));
  const name = short === undefined ? repository : `${short[1]}${repository.slice(short[0].length)}`;
  return [...(digest === '' ? [`${name}:${tag}`] : []), name].map((one) => (Object.hasOwn(catalogue, one) ? catalogue[one] : undefined)).find((one) => one !== undefined);
}

const hasTag = ({ tags }: ImageModel, { tag, digest }: ImageReference): boolean =>
  digest !== '' || tags === undefined || tags.some((one) => tag === one || tag.startsWith(`${one}-`));

/** What the server of an image knows of conversions. */
export function converterOf(catalogue: Catalogue, image: string): Converter | undefined {
  const reference = parseImage(image);
  return 'error' in reference ? undefined : modelOf(catalogue, reference)?.converts;
}

export interface FoundImage {
  readonly words: readonly string[];
  readonly behaviour: Behaviour;
  readonly size: number;
  readonly user?: string;
  readonly writes?: readonly ImageWrite[];
}

/** What a registry has under a name; what it says where it has nothing. */
export function findImage(catalogue: Catalogue, reference: ImageReference): FoundImage | { readonly error: PullError } {
  const model = modelOf(catalogue, reference);
  if (model === undefined) return { error: reference.repository.startsWith('docker.io/') ? 'denied' : 'notfound' };
  if (!hasTag(model, reference)) return { error: 'notfound' };
  const { words, size = SIZE, user, writes } = model;
  return { words, behaviour: parseBehaviour(words), size, ...(user === undefined ? {} : { user }), ...(writes === undefined ? {} : { writes }) };
}

/** What containerd says of a pull that fails. */
export function pullErrorText(error: PullError, reference: ImageReference): string {
  const name = fullName(reference);
  const [registry = '', ...path] = reference.repository.split('/');
  const begun = `failed to pull and unpack image "${name}": failed to resolve reference "${name}": `;
  if (error === 'notfound') return `rpc error: code = NotFound desc = ${begun}${name}: not found`;
  if (error === 'denied') return `${begun}pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed`;
  const host = registry === 'docker.io' ? 'registry-1.docker.io' : registry;
  return `${begun}failed to do request: Head "https://${host}/v2/${path.join('/')}/manifests/${reference.digest === '' ? reference.tag : reference.digest}": dial tcp 203.0.113.7:443: i/o timeout`;
}

/** runc's words for a program that is not in the image. */
export const startErrorText = (error: string): string =>
  error === 'noexec'
    ? 'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "/app/server": stat /app/server: no such file or directory: unknown'
    : `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: ${error}: unknown`;

export const createErrorText = (error: string): string => `failed to generate container spec: ${error}`;

/** The images of the course: what its pages start, and what readers are likely to try. A pull takes as long as on an ordinary line. */
export const DEFAULT_CATALOGUE: Catalogue = {
  nginx: { words: ['rss=9Mi', 'pull=3s', 'pull-again=200ms', 'serves=nginx', 'port=80', 'root=/usr/share/nginx/html', 'log=/docker-entrypoint.sh: Configuration complete; ready for start up', 'term=100ms:0'], tags: ['latest', 'stable', 'mainline', 'alpine', '1', '1.25', '1.26', '1.27', '1.28', '1.29', '1.30', '1.31'], size: 72_000_000, user: '0', writes: [{ path: '/var/cache/nginx', says: 'nginx: [emerg] mkdir() "/var/cache/nginx/client_temp" failed' }, { path: '/run', says: 'nginx: [emerg] open() "/run/nginx.pid" failed' }] },
  'nginxinc/nginx-unprivileged': { words: ['rss=9Mi', 'pull=3s', 'pull-again=200ms', 'serves=nginx', 'port=8080', 'root=/usr/share/nginx/html', 'log=/docker-entrypoint.sh: Configuration complete; ready for start up', 'term=100ms:0'], size: 72_000_000, user: '101', writes: [{ path: '/tmp', says: 'nginx: [emerg] mkdir() "/tmp/client_temp" failed' }] },
  httpd: { words: ['rss=13Mi', 'pull=3s', 'pull-again=200ms', 'serves=httpd', 'port=80', 'term=100ms:0'], tags: ['latest', 'alpine', '2', '2.4'], size: 58_000_000, user: '0' },
  redis: { words: ['rss=10Mi', 'pull=2s', 'pull-again=200ms', 'serves=redis', 'port=6379@200ms', 'log=* Ready to accept connections tcp@200ms', 'term=200ms:0'], tags: ['latest', 'alpine', '7', '7.2', '7.4', '8', '8.0', '8.2'], size: 46_000_000, user: '0' },
  postgres: { words: ['rss=45Mi', 'pull=5s', 'pull-again=200ms', 'serves=postgres', 'port=5432@2s', 'log=LOG:  database system is ready to accept connections@2s', 'term=300ms:0'], tags: ['latest', 'alpine', '16', '17', '18'], size: 152_000_000, user: '0' },
  mysql: { words: ['rss=420Mi', 'pull=8s', 'pull-again=200ms', 'serves=mysql', 'port=3306@6s', 'log=ready for connections@6s', 'term=1s:0'], tags: ['latest', '8', '8.4', '9'], size: 230_000_000, user: '0' },
  busybox: { words: ['pull=1s', 'pull-again=200ms', 'exit=0'], tags: ['latest', 'stable', 'musl', 'glibc', '1', '1.36', '1.37', '1.38'], size: 2_200_000, user: '0' },
  alpine: { words: ['pull=1s', 'pull-again=200ms', 'exit=0'], tags: ['latest', 'edge', '3', '3.20', '3.21', '3.22', '3.23'], size: 3_800_000, user: '0' },
  debian: { words: ['pull=3s', 'pull-again=200ms', 'exit=0'], tags: ['latest', 'stable', '12', '13', 'bookworm', 'trixie'], size: 49_000_000, user: '0' },
  ubuntu: { words: ['pull=2s', 'pull-again=200ms', 'exit=0'], tags: ['latest', '22.04', '24.04', '26.04'], size: 30_000_000, user: '0' },
  'curlimages/curl': { words: ['pull=1s', 'pull-again=200ms', 'exit=2'], size: 9_000_000, user: '100' },
  'nicolaka/netshoot': { words: ['pull=4s', 'pull-again=200ms', 'exit=0'], size: 200_000_000, user: '0' },
  'fluent/fluent-bit': { words: ['pull=3s', 'pull-again=200ms', 'port=2020', 'term=1s:0'], size: 36_000_000 },
  'envoyproxy/envoy': { words: ['pull=4s', 'pull-again=200ms', 'port=9901', 'term=500ms:0'], size: 63_000_000 },
  'polinux/stress': { words: ['pull=2s', 'pull-again=200ms', 'exit=0'], size: 4_000_000, user: '0' },
  // Its page adds up a million square roots: what that costs is as the walkthrough of the HPA measures it.
  'registry.k8s.io/hpa-example': { words: ['rss=12Mi', 'pull=6s', 'pull-again=200ms', 'serves=hpa-example', 'port=80@500ms', 'cost=16ms', 'term=200ms:0'], tags: ['latest'], size: 193_000_000, user: '0' },
  // Go's runtime ends the first process of a container with 2 at SIGTERM, and so does `pause`.
  'registry.k8s.io/e2e-test-images/agnhost': { words: ['rss=12Mi', 'pull=4s', 'pull-again=200ms', 'serves=agnhost', 'term=0s:2'], user: '0' },
  'registry.k8s.io/pause': { words: ['present', 'term=0s:0'], size: 320_000 },
  'registry.k8s.example/hello': { words: ['rss=36Mi', 'pull=2s', 'pull-again=200ms', 'serves=hello', 'port=8000@300ms', 'port=8080@300ms', 'log=listening on :8000, :8080@300ms', 'term=500ms:0'], tags: ['latest', '1.0', '1.1', '2.0'], size: 9_000_000 },
  'registry.k8s.example/hello:1.2-bad': { words: ['rss=36Mi', 'pull=2s', 'pull-again=200ms', 'serves=hello', 'port=8000@300ms', 'port=8080@300ms', 'log=listening on :8000, :8080@300ms', 'ready:fail@0s', 'term=500ms:0'], size: 9_000_000 },
  'registry.k8s.example/crash': { words: ['pull=1s', 'pull-again=200ms', 'log=panic: no configuration@1s', 'exit=1@1s'], size: 9_000_000 },
  'registry.k8s.example/slow': { words: ['pull=20s', 'pull-again=200ms', 'port=8080@15s', 'ready:fail@0s', 'ready:ok@15s', 'term=500ms:0'], size: 900_000_000 },
  'registry.k8s.example/leak': { words: ['pull=1s', 'pull-again=200ms', 'port=8080', 'oom@20s'], size: 9_000_000 },
  'registry.k8s.example/deaf': { words: ['pull=1s', 'pull-again=200ms', 'port=8080', 'ignore-term'], size: 9_000_000 },
  // Half a mebibyte of lines a second.
  'registry.k8s.example/chatty': { words: ['rss=12Mi', 'pull=1s', 'pull-again=200ms', 'chatter=1Ki@2ms', 'term=100ms:0'], size: 9_000_000 },
  'registry.k8s.example/private': { words: ['pull=500ms', 'pull-error=denied'] },
  'registry.k8s.example/job': { words: ['pull=1s', 'pull-again=200ms', 'exit=0@5s'], size: 9_000_000 },
};
