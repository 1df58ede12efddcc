/**
 * The flags of the programs on a node, and the fields of the kubelet's configuration, as their sources have them: `npx tsx scripts/machines/generate.ts PATH`, where PATH holds the module cache of
 * Kubernetes (`kubernetes@VERSION`, `apiserver@VERSION` …). Names that are put together while a program runs are not found: see LATER.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [root = ''] = process.argv.slice(2);
const VERSION = '36.3';
const OUT = 'src/simulation/cluster/node/host/generated';

const ofModule = (name: string): string => join(root, `${name}@v${name === 'kubernetes' ? '1' : '0'}.${VERSION}`);
const SHARED = [`${ofModule('component-base')}/logs`, `${ofModule('component-base')}/metrics`, `${ofModule('component-base')}/cli/globalflag`, `${ofModule('component-base')}/version/verflag`, `${ofModule('component-base')}/compatibility`, `${ofModule('component-base')}/config/options`];
const SERVER = [`${ofModule('apiserver')}/pkg/server/options`];
const PLACES: Readonly<Record<string, readonly string[]>> = {
  kubelet: [`${ofModule('kubernetes')}/cmd/kubelet/app/options`, ...SHARED],
  'kube-apiserver': [`${ofModule('kubernetes')}/cmd/kube-apiserver/app/options`, `${ofModule('kubernetes')}/pkg/controlplane/apiserver/options`, `${ofModule('kubernetes')}/pkg/kubeapiserver/options`, ...SERVER, ...SHARED],
  'kube-controller-manager': [`${ofModule('kubernetes')}/cmd/kube-controller-manager/app/options`, `${ofModule('cloud-provider')}/options`, `${ofModule('controller-manager')}/options`, ...SERVER, ...SHARED],
  'kube-scheduler': [`${ofModule('kubernetes')}/cmd/kube-scheduler/app/options`, ...SERVER, ...SHARED],
};
const LATER: Readonly<Record<string, readonly string[]>> = {
  'kube-apiserver': ['log', 'webhook'].flatMap((name) => ['mode', 'batch-buffer-size', 'batch-max-size', 'batch-max-wait', 'batch-throttle-burst', 'batch-throttle-enable', 'batch-throttle-qps', 'truncate-enabled', 'truncate-max-batch-size', 'truncate-max-event-size'].map((part) => `audit-${name}-${part}`)),
};

const textsIn = (folder: string): readonly string[] => readdirSync(folder, { withFileTypes: true }).flatMap((one) => (one.isDirectory() ? textsIn(join(folder, one.name)) : one.name.endsWith('.go') && !one.name.endsWith('_test.go') ? [readFileSync(join(folder, one.name), 'utf8')] : []));

function flagsIn(folders: readonly string[]): readonly string[] {
  const text = folders.flatMap(textsIn).join('\n');
  const constants = new Map([...text.matchAll(/\b(\w+)\s*=\s*"([a-z][a-z0-9-]*)"/g)].map(([, name = '', value = '']) => [name, value]));
  const said = [...text.matchAll(/\.\w*Var(?:P|F)?\(\s*(?:[^,"()]|\([^()]*\))+,\s*(?:"([A-Za-z0-9-]+)"|(\w+)),/g)].flatMap(([, literal, name]) => literal ?? constants.get(name ?? '') ?? []);
  return said;
}

/** JSON names and Go types of a struct's fields. */
function structsOf(text: string): Readonly<Record<string, Readonly<Record<string, string>>>> {
  return Object.fromEntries([...text.matchAll(/^type (\w+) struct \{\n([\s\S]*?)^\}/gm)].map(([, name = '', body = '']) => [name, Object.fromEntries([...body.matchAll(/^\t\w+\s+(\S+)\s+`json:"([^",]+)/gm)].map(([, type = '', json = '']) => [json, type]))]));
}

const flags = Object.fromEntries(Object.entries(PLACES).map(([program, folders]) => [program, [...new Set([...flagsIn(folders), ...(LATER[program] ?? []), 'help', 'version', 'v', 'vmodule'])].sort().join(' ')]));
const types = structsOf(readFileSync(`${ofModule('kubelet')}/config/v1beta1/types.go`, 'utf8'));
const wanted = new Set<string>();
const gather = (name: string): void => {
  if (wanted.has(name) || types[name] === undefined) return;
  wanted.add(name);
  for (const type of Object.values(types[name])) gather(type.replace(/^[*[\]]+/, ''));
};
gather('KubeletConfiguration');
const fields = Object.fromEntries([...wanted].map((name) => [name, Object.entries(types[name] ?? {}).map(([json, type]) => `${json}:${type}`).join(' ')]));
const head = '/* Made by scripts/machines/generate.ts from the sources of Kubernetes 1.36.3. */\n';
writeFileSync(`${OUT}/flags.ts`, `${head}export const FLAGS: Readonly<Record<string, string>> = ${JSON.stringify(flags, null, 2)};\n`);
writeFileSync(`${OUT}/kubelet-fields.ts`, `${head}/** By struct: its fields with their Go types. */\nexport const KUBELET_FIELDS: Readonly<Record<string, string>> = ${JSON.stringify({ ...fields, KubeletConfiguration: `kind:string apiVersion:string ${fields['KubeletConfiguration'] ?? ''}` }, null, 2)};\n`);
