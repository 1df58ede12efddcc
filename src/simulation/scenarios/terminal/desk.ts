/**
 * A terminal over a living cluster: one shell, what runs in it, and the cluster that it talks to. It changes in place, because a command that runs is no value; what
 * outlives it (the cluster's log, the shell's state) is. The same answers in a page's worker, in tests, and while a lab's solution is replayed.
 */
import { complete } from '../../shell/complete/complete';
import type { HelmRun } from '../../shell/commands/helm';
import { HOME, HOSTNAME, USER } from '../../shell/files/home';
import { removeAll, resolvePath, writeFile } from '../../shell/files/tree';
import type { Shell, ShellState } from '../../shell/shell';
import { submit } from '../../shell/submit';
import type { OpenApiSchemas } from '../../api/openapi/types';
import { networkOf } from './addons/addon';
import type { Addons } from './addons';
import { CheckFault, parseCheck } from './check-syntax';
import type { Check } from './check-syntax';
import { holds } from './checks';
import { DeskCluster } from './desk-cluster';
import { DeskJobs } from './desk-jobs';
import type { DeskAsk, DeskReport, Mode } from './desk-protocol';
import { apiDoor, firstShellState, openShell } from './desk-shell';
import type { ShellPlace } from './desk-shell';
import { manifestsOf } from './manifests';
import { TerminalNetwork } from './network';
import { STANDS, terminalScene } from './start';
import type { Start } from './start';

/** Seconds: what somebody did before the reader came has ended by then; and how long ago it was. */
const [BROKEN_AT_MOST, BROKEN_FOR] = [600, 60];
const SECOND = 1_000_000;

/** What is asked of a kind that is not served now does not hold: its definition may come, or has gone. */
function holdsNow(scene: Parameters<typeof holds>[0], check: Check): boolean {
  try {
    return holds(scene, check);
  } catch (error) {
    if (!(error instanceof CheckFault)) throw error;
    return false;
  }
}

export class Desk {
  private readonly cluster: DeskCluster;
  private readonly jobs: DeskJobs;
  private readonly network: TerminalNetwork;
  private readonly place: ShellPlace;
  /** A shell as it begins. */
  private readonly home: () => ShellState;
  private shell: Shell;
  private out = '';
  private pending = '';
  private size = { columns: 80, rows: 24 };
  private watched: readonly (readonly Check[])[] = [];
  private checks: readonly (readonly string[])[] = [];
  private readonly terminal = { write: (text: string): void => this.write(text) };

  /** `openApi`: what `kubectl explain` tells from; `helm`: helm itself; `all`: add-ons. They are large, so a page brings them when they are asked for. */
  constructor(start: Start, openApi?: () => OpenApiSchemas, helm?: () => HelmRun | undefined, all?: Addons) {
    const addons = (start.addons ?? []).map((name) => {
      const addon = all?.[name];
      if (addon === undefined) throw new RangeError(`${name} is not loaded: give the desk the code of the add-ons`);
      return addon;
    });
    const cluster = new DeskCluster(terminalScene(addons), start);
    this.cluster = cluster;
    this.network = new TerminalNetwork({ cluster: () => cluster.state, api: apiDoor(cluster), read: (path) => this.read(path), more: networkOf(addons), ...(start.policies === undefined ? {} : { enforcesPolicies: start.policies }) });
    cluster.useMachines(this.network.door);
    this.jobs = new DeskJobs(cluster, (text) => this.write(text));
    this.place = { cluster, jobs: this.jobs, network: this.network, addons, laptop: start.minikube === true, terminal: this.terminal, size: () => this.size, openApi, helm };
    this.home = () => firstShellState(this.now, start, addons);
    this.shell = this.newShell();
    if (start.broken === undefined) return;
    this.breakIt(start.broken);
    this.jobs.advance(this.now + (start.brokenFor ?? BROKEN_FOR) * SECOND);
    cluster.beginHistory();
    this.shell = this.newShell();
  }

  /** What somebody else does, at a machine of their own. */
  private breakIt(lines: readonly string[]): void {
    const { shell, out, pending } = this;
    [this.shell, this.pending] = [this.newShell(), ''];
    this.jobs.apart(() => {
      for (const text of lines) {
        for (const line of text.split('\n')) this.line(line);
        for (let waited = 0; this.jobs.front !== null && waited < BROKEN_AT_MOST; waited += 1) this.jobs.advance(this.now + SECOND);
        const { out: said, status } = this.jobs.ran.at(-1) ?? { out: '', status: 1 };
        if (this.jobs.front !== null || status !== 0) throw new RangeError(`${text}: a line that breaks something has to succeed: ${said}`);
      }
    });
    [this.shell, this.out, this.pending] = [shell, out, pending];
  }

  get now(): number {
    return this.cluster.now;
  }

  private newShell(state = this.home()): Shell {
    return openShell(this.place, state);
  }

  private read(path: string): string | undefined {
    const node = this.shell.tree[resolvePath(this.shell.directory, path)];
    return node?.kind === 'file' ? node.text : undefined;
  }

  private write(text: string): void {
    this.out += text;
    this.jobs.printed(text);
  }

  private get prompt(): string {
    const { waits } = this.jobs.front ?? {};
    if (waits?.do === 'read') return waits.prompt ?? '';
    if (this.pending !== '') return '> ';
    return `\x1b[1;32m${USER}@${HOSTNAME}\x1b[0m:\x1b[1;34m${this.shell.shownDirectory}\x1b[0m$ `;
  }

  private get mode(): Mode {
    const { front } = this.jobs;
    if (front === null) return this.pending === '' ? 'ready' : 'more';
    return front.waits?.do === 'read' ? 'reading' : front.waits?.do === 'edit' ? 'editing' : 'running';
  }

  report(more: Pick<DeskReport, 'completed' | 'manifests'> = {}): DeskReport {
    const { out } = this;
    const { waits } = this.jobs.front ?? {};
    this.out = '';
    return { report: this.shown(this.cluster.report), out, mode: this.mode, prompt: this.prompt, shell: this.shell.state, editing: waits?.do === 'edit' ? { path: waits.path, text: waits.text } : null, checks: this.checks, held: this.held(), ...more };
  }

  /** A minikube that nobody has started is not there yet, though what will be in it waits. */
  private shown(report: DeskReport['report']): DeskReport['report'] {
    return this.place.laptop && report.picture.nodes.length === 0 ? { ...report, picture: { ...report.picture, pods: [], owners: [], events: [] } } : report;
  }

  ask(asked: DeskAsk): DeskReport {
    switch (asked.kind) {
      case 'cluster': this.cluster.do(asked.asked); this.jobs.goOn(0); break;
      case 'advance': this.jobs.advance(asked.until); break;
      case 'line': this.line(asked.text); break;
      case 'typed': this.jobs.give({ typed: asked.text ?? undefined }, 'read'); break;
      case 'edited': this.jobs.give({ edited: asked.text }, 'edit'); break;
      case 'interrupt': this.interrupt(); break;
      case 'size': this.size = { columns: asked.columns, rows: asked.rows }; break;
      case 'write': this.shell.change(asked.text === null ? removeAll(this.shell.tree, HOME, asked.path) : writeFile(this.shell.tree, HOME, asked.path, asked.text, this.now)); break;
      case 'manifests': return this.report({ manifests: manifestsOf(this.cluster.config, this.cluster.state, STANDS) });
      case 'complete': return this.report({ completed: complete(this.shell, asked.text, asked.cursor) });
      case 'checks': {
        if (asked.fresh === true) this.jobs.forget();
        this.checks = asked.checks;
        this.watched = asked.checks.map((lines) => lines.map(parseCheck));
        break;
      }
      case 'broken': this.breakIt(asked.lines); break;
      case 'restore': this.restore(asked); break;
    }
    return this.report();
  }

  private restore({ log, at, shell }: Extract<DeskAsk, { readonly kind: 'restore' }>): void {
    this.jobs.clear();
    this.pending = '';
    if (log.length > 0 || at > this.now) this.cluster.do({ kind: 'replay', log, at: Math.max(at, this.now) });
    if (shell !== null) this.shell = this.newShell(shell);
  }

  private held(): readonly (readonly boolean[])[] {
    const scene = { config: this.cluster.config, cluster: this.cluster.state, network: this.network, tree: this.shell.tree, commands: this.jobs.ran };
    return this.watched.map((lines) => lines.map((check) => holdsNow(scene, check)));
  }

  private line(text: string): void {
    if (this.jobs.front !== null) return;
    const whole = this.pending + text;
    const submitted = submit(this.shell, whole, this.terminal);
    if (submitted.kind === 'more') {
      this.pending = `${whole}\n`;
      return;
    }
    this.pending = '';
    this.shell.remember(whole.trimEnd());
    this.jobs.start(whole.trim(), submitted.steps);
  }

  private interrupt(): void {
    if (!this.jobs.interrupt()) return;
    this.pending = '';
    this.shell.status = 130;
  }
}
