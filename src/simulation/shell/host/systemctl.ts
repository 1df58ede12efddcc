/** systemctl(1) of systemd 257: the services that a machine of the course has. Memory, CPU and tasks of a service are not told. */
import { daysFromDate, formatTime } from '../../base/time';
import type { HostAct } from '../../cluster/node/host/types';
import type { Process, Program } from '../shell';
import { journalOf, shortLine } from './journalctl';
import { unitsOf } from './units';
import type { MachineScene, UnitView } from './units';

const DAYS = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed'];
const SECOND = 1_000_000;

/** format_timestamp. */
export function stamp(micros: number): string {
  const [date = '', clock = ''] = formatTime(micros).replace('Z', '').split('T');
  const [year = 1970, month = 1, day = 1] = date.split('-').map(Number);
  return `${DAYS[((daysFromDate(year, month, day) % 7) + 7) % 7]!} ${date} ${clock} UTC`;
}

/** format_timestamp_relative. */
export function ago(micros: number): string {
  const seconds = Math.max(0, Math.floor(micros / SECOND));
  const [days, hours, minutes] = [Math.floor(seconds / 86_400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60];
  const many = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;
  if (days >= 7) return `${many(Math.floor(days / 7), 'week')}${days % 7 > 0 ? ` ${many(days % 7, 'day')}` : ''} ago`;
  if (days > 0) return `${many(days, 'day')}${hours > 0 ? ` ${hours}h` : ''} ago`;
  if (hours > 0) return `${hours}h${minutes > 0 ? ` ${minutes}min` : ''} ago`;
  if (seconds >= 300) return `${minutes}min ago`;
  if (seconds >= 60) return `${minutes}min ${seconds % 60}s ago`;
  return seconds > 0 ? `${seconds}s ago` : 'just now';
}

/** ExecStart= as it stands in the unit, for a process that has ended. */
const ended = ({ written, state }: UnitView): string => {
  const code = state.exit ?? 0;
  return `${state.pid} ExecStart=${written} (code=exited, status=${code}/${code === 0 ? 'SUCCESS' : 'FAILURE'})`;
};

const WORDS: Readonly<Record<UnitView['state']['active'], string>> = { active: 'active (running)', inactive: 'inactive (dead)', activating: 'activating (auto-restart) (Result: exit-code)', failed: 'failed (Result: exit-code)' };

function status(scene: MachineScene, view: UnitView, lines: number): string {
  const { name, says, state, enabled, paths: [own = '', ...dropIns] } = view;
  const { now } = scene.cluster.clock;
  const dot = state.active === 'active' ? '●' : state.active === 'inactive' ? '○' : state.active === 'failed' ? '×' : '●';
  const since = state.since === 0 ? '' : ` since ${stamp(state.since)}; ${ago(now - state.since)}`;
  const folder = dropIns[0]?.slice(0, dropIns[0].lastIndexOf('/'));
  const text = [
    `${dot} ${name}.service - ${says}`,
    `     Loaded: loaded (${own}; ${enabled ? 'enabled' : 'disabled'}; preset: enabled)`,
    ...(folder === undefined ? [] : [`    Drop-In: ${folder}`, ...dropIns.map((path, at) => `             ${at === dropIns.length - 1 ? '└' : '├'}─${path.slice(path.lastIndexOf('/') + 1)}`)]),
    `     Active: ${WORDS[state.active]}${since}`,
    ...(state.active === 'active' ? [] : state.since === 0 ? [] : [`    Process: ${ended(view)}`]),
    ...(name === 'kubelet' ? ['       Docs: https://kubernetes.io/docs/'] : name === 'containerd' ? ['       Docs: https://containerd.io'] : []),
    ...(state.active === 'active' ? [`   Main PID: ${state.pid} (${name})`, `     CGroup: /system.slice/${name}.service`, `             └─${state.pid} ${view.command.join(' ')}`] : state.since === 0 ? [] : [`   Main PID: ${state.pid} (code=exited, status=${state.exit ?? 0}/${(state.exit ?? 0) === 0 ? 'SUCCESS' : 'FAILURE'})`]),
  ];
  const said = journalOf(scene).filter(({ unit }) => unit === name).slice(-lines).map((line) => shortLine(scene.host, line));
  return `${text.join('\n')}\n${said.length === 0 || lines === 0 ? '' : `\n${said.join('\n')}\n`}`;
}

const CHANGES: Readonly<Record<string, readonly ('stop' | 'start')[]>> = { start: ['start'], stop: ['stop'], restart: ['stop', 'start'], 'try-restart': ['stop', 'start'], 'reload-or-restart': ['stop', 'start'], kill: ['stop', 'start'] };

const link = (name: string): string => `/etc/systemd/system/multi-user.target.wants/${name}.service`;

function change(scene: MachineScene, { err, args }: Process, verb: string, units: readonly UnitView[]): number {
  const now = args.includes('--now');
  const actions = CHANGES[verb] ?? (now && (verb === 'disable' || verb === 'mask') ? CHANGES['stop'] : now && verb === 'enable' ? CHANGES['start'] : undefined) ?? [];
  for (const view of units) {
    const { name, target, enabled, changed, paths: [own = ''] } = view;
    if (target === undefined && actions.length > 0) {
      err.write(`(stopping ${name} is not simulated here)\n`);
      return 1;
    }
    if (changed) err.write(`Warning: The unit file, source configuration file or drop-ins of ${name}.service changed on disk. Run 'systemctl daemon-reload' to reload units.\n`);
    if ((verb === 'enable' || verb === 'disable') && enabled !== (verb === 'enable')) err.write(verb === 'enable' ? `Created symlink '${link(name)}' → '${own}'.\n` : `Removed '${link(name)}'.\n`);
    if (target !== undefined && 'unit' in target && (verb === 'enable' || verb === 'disable')) scene.act({ action: verb, unit: target.unit });
    if (target !== undefined) for (const action of actions) scene.act({ action, ...target } as HostAct);
  }
  return 0;
}

const sub = (state: UnitView['state']['active']): readonly [string, string] => (state === 'active' ? ['active', 'running'] : state === 'activating' ? ['activating', 'auto-restart'] : state === 'failed' ? ['failed', 'failed'] : ['inactive', 'dead']);

function listUnits({ out, args }: Process, units: readonly UnitView[]): number {
  const failed = args.some((word) => /^--(?:failed|state=failed)$/.test(word));
  const shown = units.filter(({ state }) => (failed ? state.active === 'failed' : state.active !== 'inactive' || args.includes('--all') || args.includes('-a')));
  const rows = shown.map(({ name, says, state }) => [`${name}.service`, 'loaded', ...sub(state.active), says] as const);
  const wide = (at: number, head: string): number => Math.max(head.length, ...rows.map((row) => row[at]!.length));
  const heads = ['UNIT', 'LOAD', 'ACTIVE', 'SUB', 'DESCRIPTION'];
  const widths = heads.map((head, at) => wide(at, head));
  const line = (row: readonly string[]): string => `  ${row.map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at]!))).join(' ')}\n`;
  if (rows.length > 0) out.write(`${args.includes('--no-legend') ? '' : line(heads)}${rows.map(line).join('')}`);
  if (!args.includes('--no-legend')) out.write(rows.length === 0 ? '0 loaded units listed.\n' : `\nLegend: LOAD   → Reflects whether the unit definition was properly loaded.\n        ACTIVE → The high-level unit activation state, i.e. generalization of SUB.\n        SUB    → The low-level unit activation state, values depend on unit type.\n\n${rows.length} loaded units listed.\n`);
  return 0;
}

const MANY = new Set(['enable', 'disable', 'mask', 'unmask']);

export const systemctl = (scene: MachineScene): Program => ({
  *run(process) {
    const { args, out, err } = process;
    const lines = args.indexOf('-n');
    const words = args.filter((word, at) => !word.startsWith('-') && (lines < 0 || at !== lines + 1));
    const [verb = 'list-units', ...names] = words;
    const units = unitsOf(scene);
    const full = (name: string): string => (name.includes('.') ? name : `${name}.service`);
    const find = (name: string): UnitView | undefined => units.find((unit) => `${unit.name}.service` === full(name) || (name === 'sshd' && unit.name === 'ssh'));
    const missing = names.filter((name) => find(name) === undefined);
    const asked = names.flatMap((name) => find(name) ?? []);
    if (verb === 'daemon-reload' || verb === 'daemon-reexec') {
      scene.act({ action: 'daemon-reload' });
      return 0;
    }
    if (CHANGES[verb] !== undefined || MANY.has(verb)) {
      if (names.length === 0) {
        err.write('Too few arguments.\n');
        return 1;
      }
      for (const name of missing) err.write(MANY.has(verb) ? `Failed to ${verb} unit: Unit ${full(name)} does not exist\n` : `Failed to ${verb} ${full(name)}: Unit ${full(name)} ${verb === 'start' || verb === 'restart' ? 'not found' : 'not loaded'}.\n`);
      const status = change(scene, process, verb, asked);
      return missing.length > 0 ? (MANY.has(verb) ? 1 : 5) : status;
    }
    switch (verb) {
      case 'is-active': {
        const states = names.map((name) => find(name)?.state.active ?? 'inactive');
        if (!args.includes('-q') && !args.includes('--quiet')) out.write(states.map((state) => `${state}\n`).join(''));
        return states.includes('active') ? 0 : missing.length === names.length ? 4 : 3;
      }
      case 'is-failed': {
        const states = names.map((name) => find(name)?.state.active ?? 'inactive');
        out.write(states.map((state) => `${state}\n`).join(''));
        return states.includes('failed') ? 0 : 1;
      }
      case 'is-enabled': {
        for (const name of missing) err.write(`Failed to get unit file state for ${full(name)}: No such file or directory\n`);
        out.write(asked.map(({ enabled }) => `${enabled ? 'enabled' : 'disabled'}\n`).join(''));
        return missing.length === 0 && asked.some(({ enabled }) => enabled) ? 0 : missing.length > 0 ? 4 : 1;
      }
      case 'status': {
        for (const name of missing) err.write(`Unit ${full(name)} could not be found.\n`);
        const count = lines < 0 ? 10 : Number(args[lines + 1] ?? 10);
        for (const view of asked) if (view.changed) err.write(`Warning: The unit file, source configuration file or drop-ins of ${view.name}.service changed on disk. Run 'systemctl daemon-reload' to reload units.\n`);
        out.write(asked.map((view) => status(scene, view, count)).join('\n'));
        return missing.length > 0 ? 4 : asked.every(({ state }) => state.active === 'active') ? 0 : 3;
      }
      case 'cat': {
        for (const name of missing) err.write(`No files found for ${full(name)}.\n`);
        const files = scene.files();
        out.write(asked.flatMap(({ paths }) => paths).map((path) => {
          const node = files[path];
          return `# ${path}\n${node?.kind === 'file' ? node.text : ''}`;
        }).join('\n'));
        return missing.length > 0 ? 1 : 0;
      }
      case 'show': {
        const properties = args.flatMap((word, at) => (word === '-p' ? (args[at + 1] ?? '').split(',') : /^--property=/.test(word) ? word.slice(11).split(',') : []));
        for (const { state, paths: [own = ''] } of asked) {
          const values: Readonly<Record<string, string>> = { ActiveState: sub(state.active)[0], SubState: sub(state.active)[1], MainPID: String(state.active === 'active' ? state.pid : 0), NRestarts: String(state.restarts), ExecMainStatus: String(state.exit ?? 0), FragmentPath: own };
          for (const [key, value] of Object.entries(values)) if (properties.length === 0 || properties.includes(key)) out.write(`${key}=${value}\n`);
        }
        return 0;
      }
      case 'list-unit-files':
        out.write(`UNIT FILE${' '.repeat(9)} STATE    PRESET\n${units.map(({ name, enabled }) => `${`${name}.service`.padEnd(18)} ${(enabled ? 'enabled' : 'disabled').padEnd(8)} enabled\n`).join('')}\n${units.length} unit files listed.\n`);
        return 0;
      case 'list-units': return listUnits(process, units);
      default:
        err.write(`Unknown command verb '${verb}'.\n`);
        return 1;
    }
  },
});
