import { byText } from '../../base/ordered-map';
import { schedule } from '../../base/clock';
import type { AnyController } from '../control/controller';
import type { Run } from '../run/run';
import { originOf } from '../run/run';
import type { Due } from '../state';
import { unreached } from './refusal';
import type { Broken, ComponentName, ComponentsState } from './types';

/** client-go cache reflector: how long until a watch that nobody answered is tried again, µs: 0.8 s, doubled up to 30 s, from the start again two minutes after it began; and once to twice that by chance, of which this is the middle. */
const [FIRST, MOST, RESET, MIDDLE] = [800_000, 30_000_000, 120_000_000, 1.5];
const untilNext = ({ tries }: Broken): number => Math.round(Math.min(MOST, FIRST * 2 ** tries) * MIDDLE);
const waitsAgain = ({ tries, since }: Broken, now: number): Broken => (now - since > RESET ? { tries: 0, since: now } : { tries: tries + 1, since });

/** From the start of a process to its first request, µs, as the recordings have them. */
const STARTS: Readonly<Record<string, number>> = { 'kube-apiserver': 3_000_000, 'kube-controller-manager': 1_500_000, 'kube-scheduler': 600_000, kubelet: 350_000 };

const startOf = (name: string): number => STARTS[name.replace(/\/.*/, '')] ?? 0;

function later(run: Run, after: number, due: Due): void {
  run.clock = schedule(run.clock, run.clock.now + after, due).clock;
}

/** The controllers that are part of a process. */
const partsOf = (run: Run, process: string): string[] => run.config.controllers.filter((one) => originOf(one).process === process).map(({ name }) => name);

/** What asks for the Lease by which a process leads, where it does not work without. */
const electorOf = (run: Run, process: string): AnyController | undefined => run.config.controllers.find((one) => one.elects !== undefined && originOf(one).process === process);

/** Takes a process from those that an API server which has begun anew tells that their revision is too old. */
function upToDate({ outdated, ...rest }: ComponentsState, process: string): ComponentsState {
  const left = outdated === undefined ? null : byText.delete(outdated, process);
  return left === null ? rest : { ...rest, outdated: left };
}

/** A process whose watches are broken tries again. */
function tryLater(run: Run, process: string): void {
  const broken = byText.get(run.components.broken, process);
  if (broken !== undefined) later(run, untilNext(broken), { kind: 'rewatch', process });
}

function lose(run: Run, process: string): void {
  if (byText.has(run.components.broken, process)) return;
  run.breakWatches(process);
  tryLater(run, process);
}

/** Stops a component at once, as a kill does. `asked`: by SIGTERM, which leaves it time for what it does before. */
export function stop(run: Run, name: ComponentName, asked = false): void {
  if (byText.has(run.components.stopped, name)) return;
  if (asked) for (const part of partsOf(run, name)) run.letEnd(part);
  const { components } = run;
  run.components = { ...upToDate(components, name), stopped: byText.set(components.stopped, name, true), starting: byText.delete(components.starting, name), broken: byText.delete(components.broken, name) };
  for (const part of partsOf(run, name)) run.stop(part);
  if (name === 'kube-apiserver') {
    for (const process of run.processes()) {
      lose(run, process);
      run.components = { ...run.components, outdated: byText.set(run.components.outdated ?? null, process, true) };
    }
  }
  if (name.startsWith('network/')) for (const process of run.processes()) if (process === `kubelet/${name.slice('network/'.length)}`) lose(run, process);
}

/** Starts a component; a process takes a moment until it is there. */
export function start(run: Run, name: ComponentName): void {
  const { components } = run;
  if (!byText.has(components.stopped, name)) return;
  const takes = startOf(name);
  run.components = { ...components, stopped: byText.delete(components.stopped, name), starting: takes === 0 ? components.starting : byText.set(components.starting, name, true) };
  if (takes > 0) later(run, takes, { kind: 'started', component: name });
  else started(run, name);
}

function started(run: Run, name: ComponentName): void {
  if (byText.has(run.components.stopped, name)) return;
  run.components = { ...run.components, starting: byText.delete(run.components.starting, name) };
  const elector = electorOf(run, name);
  for (const part of elector === undefined ? partsOf(run, name) : [elector.name]) run.start(part);
  // It has nobody to ask yet.
  tryLater(run, name);
}

/** A process leads: its controllers begin, and list (OnStartedLeading). At the beginning of a cluster they are there already. */
function leads(run: Run, process: string): void {
  const elector = electorOf(run, process);
  if (elector?.elects === undefined || !run.isRunning(elector.name)) return;
  const begin = partsOf(run, process).filter((part) => !run.isRunning(part));
  if (begin.length === 0) return;
  run.components = { ...upToDate(run.components, process), broken: byText.delete(run.components.broken, process) };
  for (const part of begin) run.start(part);
  run.wake(elector.name, elector.elects);
}

/** What is due and no controller's: a component is there, or a process tries to watch again. */
export function happensTo(run: Run, due: Due): void {
  if ('host' in due) {
    const { hosts } = run.config;
    if (hosts !== undefined) run.become(hosts.due(run.config, run.cluster, due));
    return;
  }
  if (due.kind === 'started' && byText.has(run.components.starting, due.component)) started(run, due.component);
  if (due.kind === 'power') {
    if (due.on) start(run, due.component);
    else stop(run, due.component);
  }
  if (due.kind === 'leads') leads(run, due.process);
  if (due.kind !== 'rewatch') return;
  const { process } = due;
  const broken = byText.get(run.components.broken, process);
  if (broken === undefined) return;
  const [part] = run.config.controllers.filter((one) => originOf(one).process === process);
  const watch = { verb: 'list' as const, group: '', resource: 'pods', resourceVersion: '0', user: part?.user ?? { username: '' } };
  const refused = part !== undefined && unreached(run.components, originOf(part), watch, run.clock.now) !== undefined;
  // A watch from a revision that the server does not have is answered with 410; it lists anew when it has waited once more.
  const expired = !refused && byText.has(run.components.outdated ?? null, process);
  if (refused || expired) {
    run.components = { ...(expired ? upToDate(run.components, process) : run.components), broken: byText.set(run.components.broken, process, waitsAgain(broken, run.clock.now)) };
    tryLater(run, process);
  } else run.components = { ...run.components, broken: byText.delete(run.components.broken, process) };
}
