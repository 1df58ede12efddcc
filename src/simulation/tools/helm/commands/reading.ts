/** Commands that read releases (helm pkg/cmd: list.go, status.go, history.go, get_*.go). */
import { listOf, objectOf, textOf } from '../../../api/schema/values';
import { compileRegexp, regexpMatches } from '../../../base/go/regexp';
import { matchesSelector } from '../selector';
import { configurationOf, releaseContent } from '../actions/configuration';
import { HelmError } from '../machine';
import { encodeJson, encodeYaml } from '../print/formats';
import { printHistory, printList } from '../print/list';
import { chartMetadata, computedValues, configOf, printRelease, releaseTable } from '../print/release';
import { asObjects, asTables, found } from '../print/resources';
import type { Release } from '../release';
import { sorted } from '../../sorted';
import type { Asked, HelmCommand } from './types';

const byName = (a: Release, b: Release): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
const byDate = (a: Release, b: Release): number => ((a.info.last_deployed ?? '') < (b.info.last_deployed ?? '') ? -1 : (a.info.last_deployed ?? '') > (b.info.last_deployed ?? '') ? 1 : 0);

function latest(releases: readonly Release[]): readonly Release[] {
  const all = new Map<string, Release>();
  for (const release of releases) {
    const key = `${release.namespace}/${release.name}`;
    if ((all.get(key)?.version ?? -1) <= release.version) all.set(key, release);
  }
  return [...all.values()];
}

const STATES: readonly (readonly [flag: string, states: readonly string[]])[] = [
  ['deployed', ['deployed']], ['uninstalled', ['uninstalled']], ['uninstalling', ['uninstalling']], ['pending', ['pending-install', 'pending-rollback', 'pending-upgrade']], ['failed', ['failed']], ['superseded', ['superseded']],
];

const list: HelmCommand = function* ({ machine, call: { flags }, cluster }) {
  const configuration = configurationOf(machine, cluster, flags.bool('all-namespaces') ? '' : undefined);
  cluster.requireReachable();
  const pattern = flags.text('filter') === '' ? undefined : compileRegexp(flags.text('filter'));
  if (pattern?.ok === false) throw new HelmError(pattern.error);
  const wanted = STATES.filter(([flag]) => flags.bool(flag)).flatMap(([, states]) => states);
  const all = configuration.releases.list().filter(({ name }) => pattern?.ok !== true || regexpMatches(pattern.regexp, name));
  const newest = wanted.length === 1 && wanted[0] === 'superseded' ? all : latest(all);
  const shown = newest.filter(({ info }) => wanted.length === 0 || wanted.includes(info.status)).filter(({ labels }) => matchesSelector(flags.text('selector'), labels));
  const ordered = [...shown].sort(flags.bool('date') ? (a, b) => byDate(b, a) || byName(a, b) : byName);
  if (flags.bool('reverse')) ordered.reverse();
  const most = flags.int('max') > 0 ? flags.int('max') : ordered.length;
  const page = ordered.slice(flags.int('offset'), flags.int('offset') + most);
  const format = flags.text('output');
  if (!flags.bool('short')) machine.out(printList(page, format, flags.bool('no-headers')));
  else {
    const names = page.map(({ name }) => name);
    machine.out(format === 'json' ? encodeJson(names) : format === 'yaml' ? encodeYaml(names) : names.map((name) => `${name}\n`).join(''));
  }
  return 0;
};

function content({ machine, call, cluster }: Asked): { readonly release: Release; readonly configuration: ReturnType<typeof configurationOf> } {
  const configuration = configurationOf(machine, cluster);
  cluster.requireReachable();
  return { release: releaseContent(configuration, call.args[0] ?? '', call.flags.has('revision') ? call.flags.int('revision') : 0), configuration };
}

const status: HelmCommand = function* (asked) {
  const { release, configuration } = content(asked);
  const format = asked.call.flags.text('output');
  const all = found(configuration, configuration.kube.build(release.manifest));
  release.chart = undefined;
  if (format !== 'table' && all.size > 0) release.info.resources = asObjects(all);
  asked.machine.out(printRelease(release, format, { resources: format === 'table' ? asTables(configuration, all) : '' }));
  return 0;
};

const history: HelmCommand = function* ({ machine, call: { args, flags }, cluster }) {
  const configuration = configurationOf(machine, cluster);
  cluster.requireReachable();
  const all = [...configuration.releases.history(args[0] ?? '')].sort((a, b) => a.version - b.version);
  machine.out(printHistory(all.slice(Math.max(0, all.length - flags.int('max'))), flags.text('output')));
  return 0;
};

const values: HelmCommand = function* (asked) {
  const { release } = content(asked);
  const { flags } = asked.call;
  const all = flags.bool('all');
  const shown = all ? computedValues(release) : configOf(release);
  const format = flags.text('output');
  asked.machine.out(format === 'json' ? encodeJson(shown) : `${format === 'yaml' ? '' : all ? 'COMPUTED VALUES:\n' : 'USER-SUPPLIED VALUES:\n'}${encodeYaml(shown)}`);
  return 0;
};

const manifest: HelmCommand = function* (asked) {
  asked.machine.out(`${content(asked).release.manifest}\n`);
  return 0;
};

const notes: HelmCommand = function* (asked) {
  const { info } = content(asked).release;
  if (info.notes !== '') asked.machine.out(`NOTES:\n${info.notes}\n`);
  return 0;
};

const hooks: HelmCommand = function* (asked) {
  asked.machine.out(content(asked).release.hooks.map(({ path, manifest: text }) => `---\n# Source: ${path}\n${text}\n`).join(''));
  return 0;
};

const setText = (set: Readonly<Record<string, unknown>>): string => Object.keys(set).sort().map((key) => `${key}=${textOf(set[key])}`).join(',');
const METHODS: Readonly<Record<string, string>> = { '': 'client-side apply (defaulted)', csa: 'client-side apply', ssa: 'server-side apply' };

const metadata: HelmCommand = function* (asked) {
  const { release } = content(asked);
  const chart = chartMetadata(release);
  const [annotations, dependencies] = [objectOf(chart['annotations']), listOf(chart['dependencies']).map(objectOf)];
  const json = {
    name: release.name, chart: textOf(chart['name']), version: textOf(chart['version']), appVersion: textOf(chart['appVersion']), ...(Object.keys(annotations).length === 0 ? {} : { annotations: sorted(annotations) }),
    ...(Object.keys(release.labels).length === 0 ? {} : { labels: sorted(release.labels) }), ...(dependencies.length === 0 ? {} : { dependencies }), namespace: release.namespace, revision: release.version, status: release.info.status,
    deployedAt: release.info.last_deployed ?? '', ...(release.applyMethod === '' ? {} : { applyMethod: release.applyMethod }),
  };
  const format = asked.call.flags.text('output');
  if (format === 'json') asked.machine.out(encodeJson(json));
  else if (format === 'yaml') asked.machine.out(encodeYaml(sorted(json)));
  else {
    const lines = [
      ['NAME', json.name], ['CHART', json.chart], ['VERSION', json.version], ['APP_VERSION', json.appVersion], ['ANNOTATIONS', setText(annotations)], ['LABELS', setText(release.labels)],
      ['DEPENDENCIES', dependencies.map(({ name }) => textOf(name)).sort().join(',')], ['NAMESPACE', json.namespace], ['REVISION', json.revision], ['STATUS', json.status], ['DEPLOYED_AT', json.deployedAt],
      ['APPLY_METHOD', METHODS[release.applyMethod] ?? `unknown (${JSON.stringify(release.applyMethod)})`],
    ];
    asked.machine.out(lines.map(([title, text]) => `${title}: ${text}\n`).join(''));
  }
  return 0;
};

const everything: HelmCommand = function* (asked) {
  asked.machine.out(releaseTable(content(asked).release, { debug: true, metadata: true }));
  return 0;
};

export const READING_COMMANDS: Readonly<Record<string, HelmCommand>> = { list, status, history, 'get values': values, 'get manifest': manifest, 'get notes': notes, 'get hooks': hooks, 'get metadata': metadata, 'get all': everything };
