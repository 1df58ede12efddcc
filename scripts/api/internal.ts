/**
 * Writes src/simulation/api/internal-types/generated/ from the API server's own (internal) Go types, which its error messages print:
 *
 *   npm run generate:internal -- PATH   where PATH is pkg/apis of the Kubernetes source
 *
 * The versioned JSON names are found by the Go names without their case; where these differ, RENAMED says so.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/paths';

const [source] = process.argv.slice(2);
if (source === undefined) throw new Error('name the folder pkg/apis of the Kubernetes source: npm run generate:internal -- PATH');

const RENAMED: Readonly<Record<string, string>> = {
  'RBDVolumeSource.CephMonitors': 'monitors',
  'RBDVolumeSource.RBDImage': 'image',
  'RBDVolumeSource.RBDPool': 'pool',
  'RBDVolumeSource.RadosUser': 'user',
  'GlusterfsVolumeSource.EndpointsName': 'endpoints',
  'RBDPersistentVolumeSource.CephMonitors': 'monitors',
  'RBDPersistentVolumeSource.RBDImage': 'image',
  'RBDPersistentVolumeSource.RBDPool': 'pool',
  'RBDPersistentVolumeSource.RadosUser': 'user',
  'GlusterfsPersistentVolumeSource.EndpointsName': 'endpoints',
  'ISCSIPersistentVolumeSource.DiscoveryCHAPAuth': 'chapAuthDiscovery',
  'ISCSIPersistentVolumeSource.SessionCHAPAuth': 'chapAuthSession',
  'AzureDiskVolumeSource.DataDiskURI': 'diskURI',
  'ISCSIVolumeSource.DiscoveryCHAPAuth': 'chapAuthDiscovery',
  'ISCSIVolumeSource.SessionCHAPAuth': 'chapAuthSession',
};

/** Types of apimachinery, which have JSON names of their own and leave out what is empty (marked by the dash). */
const META = [
  '-ObjectMeta name generateName namespace selfLink uid resourceVersion generation# creationTimestamp* deletionTimestamp* deletionGracePeriodSeconds* labels{} annotations{} ownerReferences[]OwnerReference finalizers[]',
  '-LabelSelector matchLabels{} matchExpressions[]LabelSelectorRequirement',
  '-LabelSelectorRequirement key! operator! values[]',
  '-OwnerReference apiVersion! kind! name! uid! controller* blockOwnerDeletion*',
];

interface GoField {
  readonly name: string;
  readonly type: string;
}

/** The structs of a file of Go types, and what its other named types stand for. */
function parseGo(text: string): { structs: Map<string, GoField[]>; named: Map<string, string> } {
  const structs = new Map<string, GoField[]>();
  const named = new Map<string, string>();
  let current: GoField[] | undefined;
  for (const raw of text.split('\n')) {
    const line = raw.replace(/\/\/.*$/, '').replace(/`[^`]*`/, '').trim();
    const open = /^type (\w+) struct \{$/.exec(line);
    if (open?.[1] !== undefined) structs.set(open[1], (current = []));
    else if (line === '}') current = undefined;
    else if (current !== undefined && line !== '') {
      const [names = '', type] = /^([\w, ]+?)\s+([*[\]\w.]+)$/.exec(line)?.slice(1) ?? [line];
      for (const name of names.split(', ')) current.push({ name: type === undefined ? '' : name, type: type ?? line });
    } else {
      const other = /^(?:type )?(\w+) ([*[\]\w.]+)$/.exec(line);
      if (line.startsWith('type ') && other?.[1] !== undefined) named.set(other[1], other[2] ?? '');
    }
  }
  return { structs, named };
}

const SCALARS: Readonly<Record<string, string>> = {
  string: '', bool: '?', int: '#', int32: '#', int64: '#', float64: '#', 'intstr.IntOrString': '$', 'resource.Quantity': '~', 'metav1.Time': '*', 'metav1.MicroTime': '*', 'types.UID': '', 'runtime.RawExtension': '*',
};

class Package {
  readonly structs = new Map<string, GoField[]>();
  readonly named = new Map<string, string>();

  constructor(files: readonly string[]) {
    for (const file of files) {
      const { structs, named } = parseGo(readFileSync(join(source!, file, 'types.go'), 'utf8'));
      for (const [name, fields] of structs) this.structs.set(name, fields);
      for (const [name, type] of named) this.named.set(name, type);
    }
  }

  private bare(type: string): string {
    return type.replace(/^(api|core|metav1|meta|apps|batch)\./, '');
  }

  /** How a field is written in the table, and the structs it needs. */
  field(owner: string, { name, type }: GoField, need: (type: string) => void): string {
    const suffix = RENAMED[`${owner}.${name}`] === undefined ? '' : `=${RENAMED[`${owner}.${name}`]}`;
    return `${name}${this.marker(type, need)}${suffix}`;
  }

  private marker(type: string, need: (type: string) => void): string {
    const scalar = SCALARS[type];
    if (scalar !== undefined) return scalar;
    if (type.startsWith('*')) return `*${this.structOf(type.slice(1), need)}`;
    if (type.startsWith('[]')) return type === '[]byte' ? '[]' : `[]${this.structOf(type.slice(2), need)}`;
    if (type.startsWith('map[')) return `{}${this.structOf(type.slice(type.indexOf(']') + 1), need)}`;
    const bare = this.bare(type);
    const alias = this.named.get(bare);
    if (alias !== undefined) return this.marker(alias, need);
    need(bare);
    return `:${bare}`;
  }

  private structOf(type: string, need: (type: string) => void): string {
    const bare = this.bare(type);
    if (SCALARS[type] !== undefined || this.named.has(bare) || type.startsWith('[]')) return '';
    need(bare);
    return bare;
  }
}

const all = new Package(['core', 'apps', 'batch']);
const metaNames = new Set(META.map((line) => line.slice(1).split(' ')[0] ?? ''));
const done = new Set<string>(metaNames);

function lines(roots: readonly string[]): string[] {
  const out: string[] = [];
  const queue = [...roots];
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    if (done.has(name)) continue;
    done.add(name);
    const fields = all.structs.get(name);
    if (fields === undefined) throw new Error(`no internal type ${name}`);
    const parts = fields.map((field) => {
      if (field.name !== '') return all.field(name!, field, (type) => queue.push(type));
      const embedded = field.type.replace(/^metav1\./, '');
      queue.push(embedded);
      return `+${embedded}`;
    });
    out.push([name, ...parts].join(' '));
  }
  return out;
}

const target = join(root, 'src/simulation/api/internal-types/generated');
mkdirSync(target, { recursive: true });
const write = (file: string, name: string, table: readonly string[]): void => {
  const head = `// Made by \`npm run generate:internal\` from pkg/apis of Kubernetes 1.36.3. Do not edit.\n`;
  writeFileSync(join(target, file), `${head}export const ${name} = \`${table.join('\n')}\`;\n`);
};
write('pod.ts', 'POD_TYPES', [...META, ...lines(['PodTemplateSpec'])]);
write('workload.ts', 'WORKLOAD_TYPES', lines(['DeploymentStrategy', 'StatefulSetUpdateStrategy', 'DaemonSetUpdateStrategy', 'JobSpec', 'CronJobSpec']));
write('storage.ts', 'STORAGE_TYPES', lines(['PersistentVolumeSource', 'VolumeNodeAffinity']));
