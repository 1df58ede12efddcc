/** `argocd app`: what only looks at Applications. */
import { parseLabelSelector, requirementsMatch } from '../../../api/selector';
import { writeYaml } from '../../../api/yaml/write';
import { unifiedDiff } from '../../../base/go/unified-diff';
import { APPLICATIONS, applicationFrom } from '../../../gitops/component/objects';
import { isHook } from '../../../gitops/hooks/hooks';
import { groupOf, kindOf, nameOf, namespaceOf } from '../../../gitops/objects';
import type { JsonObject } from '../../../gitops/objects';
import { compared, generated } from '../compared';
import { Fatal, plainName, qualified, rpc, Server } from '../machine';
import { appsTable, asApps, conditionsText, historyTable, operationText, printed, resourcesText, summary, table } from '../print';
import { Help } from './types';
import type { ArgocdCommand } from './types';

const get: ArgocdCommand = function* get({ machine, call: { flags, args } }) {
  const [name] = args;
  if (name === undefined) throw new Help();
  const server = new Server(machine);
  const kind = flags.bool('hard-refresh') ? 'hard' : flags.bool('refresh') ? 'normal' : undefined;
  const object = kind === undefined ? server.need(plainName(name)) : yield* server.refreshed(plainName(name), kind);
  const app = applicationFrom(object);
  const output = flags.text('output');
  if (output !== 'wide' && output !== '') {
    machine.out(printed(object, output));
    return 0;
  }
  const windows = server.project(app)?.syncWindows ?? [];
  const operation = flags.bool('show-operation') && app.status?.operationState !== undefined ? `\n${operationText(app.status.operationState, machine.now())}` : '';
  machine.out(`${summary(server, app, windows)}${conditionsText(app)}${operation}${resourcesText(server, app)}`);
  return 0;
};

const list: ArgocdCommand = function* list({ machine, call: { flags } }) {
  yield* [];
  const server = new Server(machine);
  const read = parseLabelSelector(flags.text('selector'));
  if (!read.ok) throw new Fatal(read.error);
  const projects = flags.list('project');
  const found = server.objects(APPLICATIONS).filter(({ metadata }) => requirementsMatch(read.value, metadata.labels ?? {})).filter((one) => projects.length === 0 || projects.includes(applicationFrom(one).spec.project ?? 'default'));
  const output = flags.text('output');
  if (output === 'json' || output === 'yaml') machine.out(output === 'json' ? printed(found as never, 'json') : writeYaml(found as never));
  else if (output === 'name') machine.out(found.map(({ metadata }) => `${qualified(metadata.name ?? '')}\n`).join(''));
  else if (output === 'wide' || output === '') machine.out(appsTable(asApps(found), output === 'wide'));
  else throw new Fatal(`unknown output format: ${output}`);
  return 0;
};

const history: ArgocdCommand = function* history({ machine, call: { flags, args } }) {
  yield* [];
  const [name] = args;
  if (name === undefined || args.length > 1) throw new Help();
  const app = new Server(machine).app(plainName(name));
  machine.out(flags.text('output') === 'id' ? (app.status?.history ?? []).map(({ id }) => `${String(id)}\n`).join('') : historyTable(app));
  return 0;
};

/** What diff(1) prints of two texts. */
export function plainDiff(before: string, after: string): string {
  const range = (start: number, count: number): string => (count <= 1 ? String(start) : `${String(start)},${String(start + count - 1)}`);
  return unifiedDiff(before, after, 0).split(/^(?=@@ )/m).filter((hunk) => hunk.startsWith('@@')).map((hunk) => {
    const [, a = '0', aCount = '1', b = '0', bCount = '1'] = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(hunk) ?? [];
    const lines = hunk.split('\n').slice(1);
    const [gone, come] = [lines.filter((line) => line.startsWith('-')), lines.filter((line) => line.startsWith('+'))];
    const [from, to] = [range(Number(a), Number(aCount)), range(Number(b), Number(bCount))];
    const letter = gone.length === 0 ? 'a' : come.length === 0 ? 'd' : 'c';
    return `${from}${letter}${to}\n${gone.map((line) => `< ${line.slice(1)}\n`).join('')}${letter === 'c' ? '---\n' : ''}${come.map((line) => `> ${line.slice(1)}\n`).join('')}`;
  }).join('');
}

const text = (object: JsonObject | null): string => (object === null ? '' : writeYaml(object as never));

const diff: ArgocdCommand = function* diff({ machine, call: { flags, args } }) {
  const [name] = args;
  if (name === undefined || args.length > 1) throw new Help();
  const server = new Server(machine);
  if (flags.bool('refresh') || flags.bool('hard-refresh')) yield* server.refreshed(plainName(name), flags.bool('hard-refresh') ? 'hard' : 'normal');
  const app = server.app(plainName(name));
  const { pairs, diffs } = compared(server, app, flags.text('revision'));
  let found = false;
  for (const [at, { target, live }] of pairs.entries()) {
    const object = live ?? target!;
    const result = diffs[at]!;
    // Secrets are not compared by the command line, which has no access to what is in them.
    if ((target !== undefined && isHook(target)) || (live !== undefined && isHook(live)) || (kindOf(object) === 'Secret' && groupOf(object) === '')) continue;
    if (!result.modified && target !== undefined && live !== undefined) continue;
    found = true;
    machine.out(`\n===== ${groupOf(object)}/${kindOf(object)} ${namespaceOf(object)}/${nameOf(object)} ======\n${plainDiff(text(result.live), text(result.predicted))}`);
  }
  return found && flags.bool('exit-code') ? flags.int('diff-exit-code') : 0;
};

const manifests: ArgocdCommand = function* manifests({ machine, call: { flags, args } }) {
  yield* [];
  const [name] = args;
  if (name === undefined) throw new Help();
  const server = new Server(machine);
  const app = server.app(plainName(name));
  const source = flags.text('source');
  if (source !== 'git' && source !== 'live') throw new Fatal(`Unknown source type '${source}'`, 1);
  if (source === 'live') machine.out(compared(server, app).diffs.flatMap(({ live }) => (live === null ? [] : [`---\n${writeYaml(live as never)}`])).join(''));
  else {
    const git = generated(server, app, flags.text('revision'));
    if ('error' in git) throw rpc('Unknown', git.error);
    machine.out(git.manifests.map((one) => `---\n${writeYaml(one as never)}`).join(''));
  }
  return 0;
};

const resources: ArgocdCommand = function* resources({ machine, call: { flags, args } }) {
  yield* [];
  const [name] = args;
  if (name === undefined || args.length > 1) throw new Help();
  const server = new Server(machine);
  const { pairs } = compared(server, server.app(plainName(name)));
  if (flags.text('output') !== '') throw new Fatal('(argocd app resources here prints the plain list)');
  machine.out(table([['GROUP', 'KIND', 'NAMESPACE', 'NAME', 'ORPHANED'], ...(flags.bool('orphaned') ? [] : pairs.flatMap(({ live }) => (live === undefined ? [] : [[groupOf(live), kindOf(live), namespaceOf(live), nameOf(live), 'No']])))]));
  return 0;
};

export const LOOKING: Readonly<Record<string, ArgocdCommand>> = { 'app get': get, 'app list': list, 'app history': history, 'app diff': diff, 'app manifests': manifests, 'app resources': resources };
