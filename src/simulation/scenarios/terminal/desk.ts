/**
 * A terminal over a living cluster: one shell, what runs in it, and the cluster that it talks to. It changes in place, because a command that runs is no value; what
 * outlives it (the cluster's log, the shell's state) is. The same answers in a page's worker, in tests, and while a lab's solution is replayed.
 */
import { ask, atMachine, fromNowOn, openSession, reportOf, requested } from '../living/session';
import type { Ask, Report, Session } from '../living/session';
import type { Entry, Input } from '../../cluster/history/history';
import { isStopped } from '../../cluster/components';
import { runningVersion } from '../../cluster/node/host/packages/running';
import { hostDisk, hostNames } from '../../cluster/node/host/host';
import type { DoneAtHost } from '../../cluster/node/host/types';
import { servedRegistry } from '../../cluster/apiserver/served';
import { userOfToken } from '../../cluster/apiserver/authorization/token-user';
import type { Answer, Request, User } from '../../cluster/apiserver/types';
import { offer } from '../../kubectl/completion/complete';
import type { AuthInfo } from '../../kubectl/config/kubeconfig';
import { runKubectl } from '../../kubectl/run';
import { TEXTS } from '../../kubectl/generated/texts';
import type { OpenApiSchemas } from '../../api/openapi/types';
import { textOf } from '../../api/schema/values';
import { complete } from '../../shell/complete/complete';
import type { Completed } from '../../shell/complete/complete';
import { minikube } from '../../shell/commands/minikube';
import { docker, scp, ssh } from '../../shell/commands/ssh';
import { helmProgram } from '../../shell/commands/helm';
import type { HelmRun } from '../../shell/commands/helm';
import { kubectlProgram } from '../../shell/commands/kubectl';
import { kustomizeProgram } from '../../shell/commands/kustomize';
import { HOME, homeTree, HOSTNAME, kubeconfig, USER } from '../../shell/files/home';
import { removeAll, resolvePath, writeFile } from '../../shell/files/tree';
import { programsWith } from '../../shell/programs';
import { newShellState, Shell } from '../../shell/shell';
import type { Program, ShellState } from '../../shell/shell';
import type { Effect, Resume, Steps } from '../../shell/steps';
import { submit } from '../../shell/submit';
import { ADMIN } from '../living/admin';
import type { Addon, Addons } from './addons';
import { CheckFault, parseCheck } from './check-syntax';
import type { Check } from './check-syntax';
import { holds } from './checks';
import { manifestsOf } from './manifests';
import { jobPrograms } from './jobs';
import type { Taken } from './jobs';
import { enter, Interrupted, TerminalNetwork } from './network';
import { openssl } from '../../shell/commands/openssl';
import { STANDS, terminalScene } from './start';
import type { Start } from './start';

/** What a request takes, µs, where the server does not say. */
const REQUEST = 4_000;
/** A command that waits no longer than this goes on at once: its time passes with it. */
const AT_ONCE = 400_000;
/** In one go; then whoever asks sees what has happened so far. */
const MOST_RESUMED = 3000;
/** Seconds: what somebody did before the reader came has ended by then; and how long ago it was. */
const [BROKEN_AT_MOST, BROKEN_FOR] = [600, 60];
/** How long a TCP connection to a machine is tried, µs: tcp_syn_retries of Linux, or until somebody answers. */
const REACHES = { not: 131_000_000, 'at once': 10_000 } as const;
const ADMIN_TOKEN = 'lab-admin';
const MOST_COMMANDS = 200;
const SECOND = 1_000_000;

export type Mode = 'ready' | 'more' | 'running' | 'reading' | 'editing';

export type DeskAsk =
  | { readonly kind: 'cluster'; readonly asked: Exclude<Ask, { readonly kind: 'advance' | 'replay' }> }
  | { readonly kind: 'advance'; readonly until: number }
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'typed'; readonly text: string | null }
  | { readonly kind: 'interrupt' }
  | { readonly kind: 'edited'; readonly text: string }
  | { readonly kind: 'complete'; readonly text: string; readonly cursor: number }
  | { readonly kind: 'write'; readonly path: string; readonly text: string | null }
  | { readonly kind: 'manifests' }
  | { readonly kind: 'size'; readonly columns: number; readonly rows: number }
  | { readonly kind: 'checks'; readonly checks: readonly (readonly string[])[]; readonly fresh?: boolean }
  /** Something happens, as somebody else's command lines; they stand in no shell's history. */
  | { readonly kind: 'broken'; readonly lines: readonly string[] }
  | { readonly kind: 'restore'; readonly log: readonly Entry[]; readonly at: number; readonly shell: ShellState | null };

export interface DeskReport {
  readonly report: Report;
  readonly out: string;
  readonly mode: Mode;
  readonly prompt: string;
  readonly shell: ShellState;
  /** The file that waits in the editor. */
  readonly editing: { readonly path: string; readonly text: string } | null;
  readonly completed?: Completed;
  /** What the reader has put into the cluster, as YAML. */
  readonly manifests?: string;
  /** The checks that were given last. */
  readonly checks: readonly (readonly string[])[];
  /** Which of them hold now. */
  readonly held: readonly (readonly boolean[])[];
}

interface Job {
  readonly steps: Steps<number>;
  readonly line: string;
  out: string;
  /** Its number, of one that goes on beside the prompt. */
  readonly number?: number;
  /** What it waits for; nothing where it waits for a time. */
  waits: Effect | undefined;
  wake: number;
  resume: Resume;
}

/** What add-ons bring to the network. */
function networkOf(addons: readonly Addon[]): Addon['network'] {
  const announcer = addons.find(({ network }) => network.announcer !== undefined)?.network.announcer;
  return { programs: Object.fromEntries(addons.flatMap(({ network }) => Object.entries(network.programs ?? {}))), ...(announcer === undefined ? {} : { announcer }) };
}

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
  private session: Session;
  private shell: Shell;
  private job: Job | null = null;
  private beside: readonly Job[] = [];
  /** Ctrl-C goes to a shell in a container. */
  private remote = false;
  /** It is a laptop, with a minikube and Docker. */
  private readonly laptop: boolean;
  /** A shell as it begins. */
  private readonly home: () => ShellState;
  private readonly net: TerminalNetwork;
  private readonly addons: readonly Addon[];
  private out = '';
  private pending = '';
  private columns = 80;
  private rows = 24;
  private commands: { readonly line: string; readonly out: string; readonly status: number }[] = [];
  private watched: readonly (readonly Check[])[] = [];
  private checks: readonly (readonly string[])[] = [];
  private readonly terminal = { write: (text: string): void => this.write(text) };

  /** `openApi`: what `kubectl explain` tells from; `helm`: helm itself; `all`: add-ons. They are large, so a page brings them when they are asked for. */
  constructor(start: Start, private readonly openApi?: () => OpenApiSchemas, private readonly helm?: () => HelmRun | undefined, all?: Addons) {
    const addons = (start.addons ?? []).map((name) => {
      const addon = all?.[name];
      if (addon === undefined) throw new RangeError(`${name} is not loaded: give the desk the code of the add-ons`);
      return addon;
    });
    this.laptop = start.minikube === true;
    this.addons = addons;
    const opened = openSession(terminalScene(addons), start);
    this.net = new TerminalNetwork({ cluster: () => this.session.history.cluster, read: (path) => this.read(path), more: networkOf(addons), ...(start.policies === undefined ? {} : { enforcesPolicies: start.policies }) });
    this.session = { ...opened, config: { ...opened.config, machines: this.net.door } };
    this.home = () => newShellState(homeTree(this.now, { ...(start.minikube === true ? {} : { '.kube/config': kubeconfig(ADMIN_TOKEN) }), ...Object.fromEntries(addons.flatMap(({ files }) => Object.entries(files))), ...start.files }));
    this.shell = this.newShell(this.home());
    if (start.broken === undefined) return;
    this.breakIt(start.broken);
    this.advance(this.now + (start.brokenFor ?? BROKEN_FOR) * SECOND);
    this.session = fromNowOn(this.session);
    this.shell = this.newShell(this.home());
  }

  /** What somebody else does, at a machine of their own. */
  private breakIt(lines: readonly string[]): void {
    const { shell, job, out, commands, pending } = this;
    [this.shell, this.job, this.pending] = [this.newShell(this.home()), null, ''];
    for (const text of lines) {
      for (const line of text.split('\n')) this.line(line);
      for (let waited = 0; this.job !== null && waited < BROKEN_AT_MOST; waited += 1) this.advance(this.now + SECOND);
      const { out: said, status } = this.commands.at(-1) ?? { out: '', status: 1 };
      if (this.job !== null || status !== 0) throw new RangeError(`${text}: a line that breaks something has to succeed: ${said}`);
    }
    [this.shell, this.job, this.out, this.commands, this.pending] = [shell, job, out, commands, pending];
  }

  get now(): number {
    return this.session.history.cluster.clock.now;
  }

  private read(path: string): string | undefined {
    const node = this.shell.tree[resolvePath(this.shell.directory, path)];
    return node?.kind === 'file' ? node.text : undefined;
  }

  private write(text: string): void {
    this.out += text;
    if (this.job !== null) this.job.out += text;
  }

  private newShell(state: ShellState): Shell {
    const place = {
      registry: () => servedRegistry(this.session.config.server, this.session.history.cluster.server.store),
      authenticate: (credentials: AuthInfo) => this.authenticate(textOf(credentials.token)),
      texts: TEXTS,
    };
    const kubectl = kubectlProgram({
      ...place,
      serverVersion: () => runningVersion(this.session.history.cluster, this.session.config.hosts?.controlPlane ?? '', 'kube-apiserver'),
      ...(this.openApi === undefined ? {} : { openApi: this.openApi }),
      run: runKubectl,
      offer,
      list: (request) => {
        const { answer } = requested(this.session, request);
        return 'list' in answer ? answer.list : [];
      },
      forward: this.net.forward,
      enter: (process, what) => enter({ cluster: () => this.session.history.cluster, network: this.net.network, host: process.shell.host, remote: (on) => void (this.remote = on) }, process, what),
    });
    const { helm } = this;
    const more: Readonly<Record<string, Program>> = helm === undefined ? {} : { helm: helmProgram({ kubectl: place, helm, ask: (request) => this.answered(request) }) };
    const besides = { kubectl: place, cluster: () => this.session.history.cluster, ask: (request: Request) => this.answered(request), act: (input: Input) => void (this.session = ask(this.session, { kind: 'input', input }).session) };
    const host = {
      now: () => this.now,
      programs: programsWith({ kubectl, kustomize: kustomizeProgram, ...more, ...Object.fromEntries(this.addons.flatMap(({ programs }) => Object.entries(programs?.(besides) ?? {}))), ...this.net.programs, openssl, ssh: { run: ssh }, scp: { run: scp }, ...(this.laptop ? { minikube: { run: minikube(ADMIN_TOKEN) }, docker: { run: docker } } : {}), ...jobPrograms({ list: () => this.beside.map(({ number = 0, line }) => ({ number, line })), end: (number) => this.endBeside(number), take: (number) => this.takeBeside(number) }) }),
      terminal: this.terminal,
      background: (steps: Steps<number>) => this.startBeside(steps),
      live: {
        cluster: () => this.session.history.cluster,
        files: (at: string) => (hostNames(this.session.config).includes(at) && !isStopped(this.session.history.cluster.components, `network/${at}`) ? hostDisk(this.session.history.cluster, at) : undefined),
        done: (at: string, done: DoneAtHost) => void (this.session = atMachine(this.session, { host: at, line: '', done }).session),
        ask: (request: Request) => this.answered(request),
      },
    };
    return new Shell(state, { tree: state.tree }, Object.defineProperties(host, { columns: { get: () => this.columns }, rows: { get: () => this.rows } }) as typeof host & { readonly columns: number; readonly rows: number });
  }

  /** What the API server answers to a request of a program that does not wait for it. */
  private answered(asked: Request): Answer {
    const { session, answer } = requested(this.session, asked);
    this.session = session;
    return answer;
  }

  private authenticate(token: string): User | undefined {
    return token === ADMIN_TOKEN ? ADMIN : userOfToken(this.session.history.cluster.server.store, token, this.now);
  }

  private get prompt(): string {
    const { waits } = this.job ?? {};
    if (waits?.do === 'read') return waits.prompt ?? '';
    if (this.pending !== '') return '> ';
    return `\x1b[1;32m${USER}@${HOSTNAME}\x1b[0m:\x1b[1;34m${this.shell.shownDirectory}\x1b[0m$ `;
  }

  private get mode(): Mode {
    const { job } = this;
    if (job === null) return this.pending === '' ? 'ready' : 'more';
    return job.waits?.do === 'read' ? 'reading' : job.waits?.do === 'edit' ? 'editing' : 'running';
  }

  report(more: Pick<DeskReport, 'completed' | 'manifests'> = {}): DeskReport {
    const { out, job } = this;
    this.out = '';
    return { report: this.shown(reportOf(this.session)), out, mode: this.mode, prompt: this.prompt, shell: this.shell.state, editing: job?.waits?.do === 'edit' ? { path: job.waits.path, text: job.waits.text } : null, checks: this.checks, held: this.held(), ...more };
  }

  /** A minikube that nobody has started is not there yet, though what will be in it waits. */
  private shown(report: DeskReport['report']): DeskReport['report'] {
    return this.laptop && report.picture.nodes.length === 0 ? { ...report, picture: { ...report.picture, pods: [], owners: [], events: [] } } : report;
  }

  ask(asked: DeskAsk): DeskReport {
    switch (asked.kind) {
      case 'cluster': this.session = ask(this.session, asked.asked).session; this.goOn(0); break;
      case 'advance': this.advance(asked.until); break;
      case 'line': this.line(asked.text); break;
      case 'typed': this.give({ typed: asked.text ?? undefined }, 'read'); break;
      case 'edited': this.give({ edited: asked.text }, 'edit'); break;
      case 'interrupt': this.interrupt(); break;
      case 'size': [this.columns, this.rows] = [asked.columns, asked.rows]; break;
      case 'write': this.shell.change(asked.text === null ? removeAll(this.shell.tree, HOME, asked.path) : writeFile(this.shell.tree, HOME, asked.path, asked.text, this.now)); break;
      case 'manifests': return this.report({ manifests: manifestsOf(this.session.config, this.session.history.cluster, STANDS) });
      case 'complete': return this.report({ completed: complete(this.shell, asked.text, asked.cursor) });
      case 'checks': {
        if (asked.fresh === true) this.commands = [];
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
    this.job = null;
    this.beside = [];
    this.remote = false;
    this.pending = '';
    if (log.length > 0 || at > this.now) this.session = ask(this.session, { kind: 'replay', log, at: Math.max(at, this.now) }).session;
    if (shell !== null) this.shell = this.newShell(shell);
  }

  private held(): readonly (readonly boolean[])[] {
    const { config, history } = this.session;
    const running = this.job === null ? [] : [{ line: this.job.line, out: this.job.out, status: 1 }];
    const scene = { config, cluster: history.cluster, network: this.net, tree: this.shell.tree, commands: [...this.commands, ...running] };
    return this.watched.map((lines) => lines.map((check) => holdsNow(scene, check)));
  }

  private line(text: string): void {
    if (this.job !== null) return;
    const whole = this.pending + text;
    const submitted = submit(this.shell, whole, this.terminal);
    if (submitted.kind === 'more') {
      this.pending = `${whole}\n`;
      return;
    }
    this.pending = '';
    this.shell.remember(whole.trimEnd());
    this.job = { steps: submitted.steps, line: whole.trim(), out: '', waits: undefined, wake: this.now, resume: undefined };
    this.goOn(AT_ONCE);
  }

  private interrupt(): void {
    const { job } = this;
    if (job !== null && this.remote) {
      job.waits = undefined;
      this.went(job, () => job.steps.throw(new Interrupted()));
      this.goOn(AT_ONCE);
      return;
    }
    if (job !== null) {
      this.end(130);
      job.steps.return(130);
    }
    this.pending = '';
    this.shell.status = 130;
  }

  private give(resume: Resume, what: 'read' | 'edit'): void {
    const { job } = this;
    if (job?.waits?.do !== what) return;
    job.waits = undefined;
    job.resume = resume;
    this.goOn(AT_ONCE);
  }

  private end(status: number): void {
    const { job } = this;
    if (job !== null) this.commands = [...this.commands, { line: job.line, out: job.out, status }].slice(-MOST_COMMANDS);
    this.job = null;
  }

  private startBeside(steps: Steps<number>): number {
    const number = Math.max(0, ...this.beside.map((one) => one.number ?? 0)) + 1;
    this.beside = [...this.beside, { steps, line: this.job?.line ?? '', number, out: '', waits: undefined, wake: this.now, resume: undefined }];
    return number;
  }

  private endBeside(number: number): boolean {
    const job = this.beside.find((one) => one.number === number);
    if (job === undefined) return false;
    this.beside = this.beside.filter((one) => one !== job);
    job.steps.return(143);
    return true;
  }

  private takeBeside(number: number | undefined): Taken | undefined {
    const job = this.beside.findLast((one) => number === undefined || one.number === number);
    if (job === undefined) return undefined;
    this.beside = this.beside.filter((one) => one !== job);
    return { line: job.line, steps: job.steps, after: job.wake - this.now, resume: job.resume };
  }

  /** Lets time pass, and what runs beside the prompt with it. */
  private pass(until: number): void {
    for (let count = 0; count < MOST_RESUMED; count += 1) {
      const due = this.beside.reduce<Job | undefined>((first, one) => (one.wake <= until && (first === undefined || one.wake < first.wake) ? one : first), undefined);
      if (due === undefined) break;
      if (due.wake > this.now) this.session = ask(this.session, { kind: 'advance', until: due.wake }).session;
      this.resume(due);
      // Nobody types for it.
      if (due.waits !== undefined) [due.waits, due.resume, due.wake] = [undefined, { typed: undefined }, this.now + 1];
    }
    if (until > this.now) this.session = ask(this.session, { kind: 'advance', until }).session;
  }

  /** Lets the job run until it waits for more than `patience` (µs, altogether), for somebody, or has ended. */
  private goOn(patience: number): void {
    const limit = this.now + patience;
    for (let count = 0; count < MOST_RESUMED; count += 1) {
      const { job } = this;
      if (job === null || job.waits !== undefined) return;
      if (job.wake > limit && job.wake > this.now) return;
      this.pass(Math.max(job.wake, this.now));
      this.resume(job);
    }
  }

  private resume(job: Job): void {
    const { resume } = job;
    job.resume = undefined;
    this.went(job, () => job.steps.next(resume));
  }

  private went(job: Job, step: () => IteratorResult<Effect, number>): void {
    let next: IteratorResult<Effect, number>;
    try {
      next = step();
    } catch (end) {
      if (!(end instanceof Interrupted)) throw end;
      next = { done: true, value: 130 };
    }
    if (next.done === true) {
      if (job === this.job) this.end(next.value);
      else this.beside = this.beside.filter((one) => one !== job);
      return;
    }
    const effect = next.value;
    switch (effect.do) {
      case 'sleep': job.wake = this.now + Math.max(1, Math.round(effect.micros)); return;
      case 'turn': job.wake = this.now + 1000; return;
      case 'request': {
        const { session, answer } = requested(this.session, effect.request);
        this.session = session;
        const took = 'failure' in answer ? (answer.failure.took ?? REQUEST) : REQUEST;
        job.wake = this.now + took;
        job.resume = { answer };
        return;
      }
      case 'host': {
        const { session, answer } = atMachine(this.session, effect.at);
        this.session = session;
        job.wake = this.now + ('failure' in answer ? REACHES[answer.failure.transport === 'timeout' ? 'not' : 'at once'] : REQUEST);
        job.resume = { answer };
        return;
      }
      case 'edit': job.out += effect.text; // What an editor shows has been seen, as what is printed: kubectl edit says there why it was refused.
        job.waits = effect;
        return;
      default: job.waits = effect;
    }
  }

  private advance(until: number): void {
    for (let count = 0; count < MOST_RESUMED; count += 1) {
      const { job } = this;
      if (job === null || job.waits !== undefined || job.wake > until) break;
      this.pass(Math.max(job.wake, this.now));
      this.resume(job);
    }
    const { job } = this;
    const waits = job !== null && job.waits === undefined && job.wake <= until;
    if (!waits && until >= this.now) this.pass(until);
  }
}
