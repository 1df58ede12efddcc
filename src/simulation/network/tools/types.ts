/** What a tool in a Pod's shell is given and gives back: no more than arguments, name servers, connections and the time. */
import type { Certificate as Whole } from '../tls/certificates';
import { CONNECT_TIMEOUT } from '../connection';
import type { NameServers, Resolved } from '../dns/resolver';
import { resolveGlibc } from '../dns/resolver';

/** A certificate as far as a client looks at it. */
export interface Certificate {
  readonly names: readonly string[];
  /** Who signed it: a name that `--cacert` files hold; `self`: nobody but itself. */
  readonly issuer: string;
  /** Its own name in such a file. */
  readonly id?: string;
  readonly expired: boolean;
  /** All of it, where more is known. */
  readonly whole?: readonly Whole[];
}

/** A request as a server sees it. */
export interface HttpAsked {
  readonly method: string;
  /** The Host header without its port. */
  readonly host: string;
  /** With its query. */
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly tls: boolean;
  readonly body?: string;
  /** PEM: with what the client has shown who it is. */
  readonly certificate?: string;
}

/** What follows a body that goes on, as it comes. */
export interface HttpBody {
  /** Seconds until the server ends it. */
  readonly seconds: number;
  next(): { readonly text: string; readonly ended?: boolean };
}

export type HttpAnswered =
  /** `took`: milliseconds. `http2`: the server speaks it where the client does. `headers` besides those that every server sends, or in their place. */
  | { readonly status: number; readonly body: string; readonly headers?: readonly (readonly [string, string])[]; readonly took?: number; readonly http2?: boolean; readonly stream?: HttpBody }
  | { readonly ending: 'closes' | 'resets' | 'silent' };

/** What is at the other end of a connection. */
export type Listener =
  /** A program that looks at what it is asked. `certificate`: it speaks TLS; by the name of the server that the client asks for. */
  | { readonly kind: 'server'; readonly answer: (asked: HttpAsked) => HttpAnswered; readonly certificate?: (serverName: string) => Certificate }
  | { readonly kind: 'http'; readonly status: number; readonly certificate?: Certificate }
  /** Closes after the request, resets it, sends 10 of 100 bytes, says nothing, sends a line that is not HTTP. */
  | { readonly kind: 'closes' | 'resets' | 'stops' | 'silent' | 'banner' }
  | { readonly kind: 'refused' | 'dropped' | 'no route' };

export interface ToolWorld {
  readonly resolvConf: string;
  /** /etc/hosts. */
  readonly hosts: string;
  /** The Pod's own address. */
  readonly from: string;
  readonly servers: NameServers;
  readonly listenerAt: (address: string, port: number) => Listener;
  /** What an HTTP server answers with. */
  readonly body: (host: string, path: string) => string;
  /** Which issuers a file of certificates holds; undefined: no such file. The image's own list is asked for by an empty path. */
  readonly issuersIn: (path: string) => readonly string[] | undefined;
  /** A file of the client's machine. */
  readonly read?: (path: string) => string | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface ToolResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
  /** Milliseconds. */
  readonly took: number;
  /** What it goes on to print. */
  readonly goesOn?: GoesOn;
}

/** A tool that does not end by itself: what else it prints, and what it says when its patience is over. */
export interface GoesOn {
  next(): { readonly text: string; readonly ended?: boolean };
  /** Milliseconds from then on. */
  readonly patience: number;
  readonly late: { readonly stderr: string; readonly exitCode: number };
}

export type Tool = (args: readonly string[], world: ToolWorld) => ToolResult;

/** What a tool prints and how long it waits, gathered while it runs. */
export class Run {
  stdout = '';
  stderr = '';
  now: number;

  constructor(readonly world: ToolWorld) {
    this.now = world.now;
  }

  /** getaddrinfo. */
  resolve(name: string, family: 'unspec' | 'inet' | 'inet6' = 'unspec'): Resolved {
    const { resolvConf, hosts, servers, from } = this.world;
    const resolved = resolveGlibc(name, { family, resolvConf, hosts, servers, from, now: this.now });
    this.now += resolved.took;
    return resolved;
  }

  end(exitCode: number): ToolResult {
    return { stdout: this.stdout, stderr: this.stderr, exitCode, took: this.now - this.world.now };
  }
}

/** A number among the arguments; `otherwise` where it is none. */
export function numberOr(text: string | undefined, otherwise: number): number {
  const number = text === undefined || text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(number) && number >= 0 ? number : otherwise;
}

/** A connection attempt over a network without loss takes this long, milliseconds. */
export const CONNECTED = 1;
/** Until connect(2) gives up, milliseconds. */
export const SYN_TIMEOUT = CONNECT_TIMEOUT * 1000;
/** No neighbour answers three ARP requests. */
export const NO_ROUTE = 3000;

/** connect(): how it ends and when; `patience` in milliseconds. */
export function connect(run: Run, address: string, port: number, patience: number): { readonly listener: Listener; readonly error?: 'Connection refused' | 'No route to host' | 'Connection timed out' | 'gave up' } {
  const listener = run.world.listenerAt(address, port);
  const wait = listener.kind === 'dropped' ? SYN_TIMEOUT : listener.kind === 'no route' ? NO_ROUTE : CONNECTED;
  if (patience < wait) {
    run.now += patience;
    return { listener, error: 'gave up' };
  }
  run.now += wait;
  if (listener.kind === 'refused') return { listener, error: 'Connection refused' };
  if (listener.kind === 'no route') return { listener, error: 'No route to host' };
  return listener.kind === 'dropped' ? { listener, error: 'Connection timed out' } : { listener };
}
