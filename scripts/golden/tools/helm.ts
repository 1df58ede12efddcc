import { textOf } from '@site/src/simulation/api/schema/values';
import { decodeBase64 } from '@site/src/simulation/api/go-template/base64';
import type { ApiObject } from '@site/src/simulation/api/types';
import { TEXTS } from '@site/src/simulation/kubectl/generated/texts';
import { runHelm } from '@site/src/simulation/tools/helm';
import type { HelmMachine } from '@site/src/simulation/tools/helm';
import { Home, kubeconfigOf, run } from '../kubectl/machine';
import { HelmWorld } from './helm-world';

interface Command {
  readonly argv?: readonly string[];
  readonly interrupted?: readonly string[];
  readonly user?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Input {
  readonly now: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly objects?: readonly ApiObject[];
  readonly commands: readonly Command[];
}

const HOME = '/home/learner';
const USERS: Readonly<Record<string, { readonly username: string; readonly groups: readonly string[] }>> = { 'admin-token': { username: 'kubernetes-admin', groups: ['system:masters'] }, 'jane-token': { username: 'jane', groups: ['dev'] } };
const ADMIN = USERS['admin-token']!;
const UID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** What the recording has no fixed value for. */
const normal = (text: string): string => text.replace(UID, '<uid>').replace(/(resourceVersion"?: ?)"\d+"/g, '$1"<rv>"').replace(/"resourceVersion":"\d+"/g, '"resourceVersion":"<rv>"').replace(/("time":)"[^"]*"/g, '$1"<time>"')
  .replace(/\b(\S+-[0-9a-z]{8,10})-[bcdfghjklmnpqrstvwxz2456789]{5}\b/g, '$1-<rnd>');

/** Runs helm; `kill`: it is ended when it waits for the first time. */
function helm(world: HelmWorld, home: Home, { argv = [], env = {}, kill }: Command & { readonly kill: boolean }): unknown {
  let [stdout, stderr] = ['', ''];
  const machine: HelmMachine = {
    now: () => world.now, registry: () => world.registry(), authenticate: (credentials) => USERS[textOf(credentials['token'])], files: home, home: HOME, directory: HOME, stdin: '', texts: TEXTS, environment: env,
    ask: (request) => world.ask(request), out: (text) => { stdout += text; }, err: (text) => { stderr += text; },
  };
  const steps = runHelm(machine, argv.slice(1));
  let next = steps.next();
  while (next.done !== true) {
    if (kill) return {};
    world.settle();
    next = steps.next();
  }
  return { stdout: normal(stdout), stderr: normal(stderr), exit: next.value };
}

function everything(world: HelmWorld): readonly ApiObject[] {
  return world.registry().kinds.flatMap(({ resource }) => {
    if (resource === undefined) return [];
    const answer = world.ask({ verb: 'list', group: resource.group, version: resource.version, resource: resource.plural, user: ADMIN });
    return 'list' in answer ? answer.list.map((object) => ({ ...object })) : [];
  });
}

const nameOf = ({ kind, metadata: { namespace, name = '' } }: ApiObject): string => (namespace === undefined ? `${kind}/${name}` : `${kind}/${namespace}/${name}`);

/** Whether a controller has made it by itself. */
const isMade = ({ kind, metadata: { name = '', ownerReferences = [], namespace } }: ApiObject): boolean =>
  ownerReferences.length > 0 || kind === 'Event' || kind === 'APIService' || kind === 'EndpointSlice' || kind === 'Endpoints' || kind === 'Lease' || kind === 'ControllerRevision' || (kind === 'ConfigMap' && name === 'kube-root-ca.crt') || (kind === 'ServiceAccount' && name === 'default' && namespace !== undefined);

interface Kept extends ApiObject {
  readonly type?: string;
  readonly data?: Readonly<Record<string, string>>;
}

function releaseOf({ metadata, data }: Kept): unknown {
  const { info, config, apply_method: applyMethod } = JSON.parse(decodeBase64(decodeBase64(data?.['release'] ?? ''))) as { readonly info: Readonly<Record<string, unknown>>; readonly config?: unknown; readonly apply_method?: string };
  const { notes: _, ...told } = info;
  return { secret: `${metadata.namespace ?? ''}/${metadata.name ?? ''}`, labels: metadata.labels, info: told, config: config ?? {}, apply_method: applyMethod };
}

export function replayHelm({ now, files = {}, objects = [], commands }: Input): unknown {
  const world = new HelmWorld(now);
  const before = new Set(everything(world).map(nameOf));
  const home = new Home(files);
  for (const object of objects) {
    const kind = world.registry().find(object.apiVersion, object.kind);
    if (kind?.resource === undefined) throw new Error(`nothing is known of ${object.apiVersion} ${object.kind}`);
    const { group, version, plural } = kind.resource;
    world.ask({ verb: 'create', group, version, resource: plural, ...(object.metadata.namespace === undefined ? {} : { namespace: object.metadata.namespace }), name: object.metadata.name ?? '', body: object, fieldManager: 'kubectl-create', user: ADMIN });
  }
  const ran = commands.map((command) => {
    home.write(`${HOME}/.kube/config`, kubeconfigOf(command.user ?? ''));
    if (command.interrupted !== undefined) return helm(world, home, { ...command, argv: command.interrupted, kill: true });
    if (command.argv?.[0] === 'helm') return helm(world, home, { ...command, kill: false });
    const answered = run(world, home, { argv: command.argv ?? [] });
    return { stdout: normal(answered.stdout), stderr: normal(answered.stderr), exit: answered.exit };
  });
  const left = everything(world) as readonly Kept[];
  const secrets = left.filter(({ type }) => type === 'helm.sh/release.v1');
  const kept = left.filter((object) => !before.has(nameOf(object)) && !isMade(object) && object.type !== 'helm.sh/release.v1');
  return { commands: ran, releases: secrets.map(releaseOf).sort((a, b) => ((a as { secret: string }).secret < (b as { secret: string }).secret ? -1 : 1)), objects: [...new Set(kept.map(nameOf))].sort() };
}
