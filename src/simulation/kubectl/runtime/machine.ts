import type { Pod } from '../../api/types';
import type { Registry } from '../../api/registry';
import type { HealthAnswer } from '../../cluster/health/answer';
import type { Answer, Request, User } from '../../cluster/apiserver/types';
import type { OpenApiSchemas } from '../../api/openapi/types';
import type { HelpTexts } from '../help/texts';
import type { AuthInfo } from '../config/kubeconfig';

/** What a command waits for: an answer of the API server, that time passes (µs), what somebody makes of a text in an editor, or says to a question. */
export type Effect =
  | { readonly do: 'request'; readonly request: Request }
  | { readonly do: 'sleep'; readonly micros: number }
  | { readonly do: 'edit'; readonly text: string; readonly path: string }
  /** A line of the standard input. */
  | { readonly do: 'answer' }
  /** That a process in a container ends whose streams are this terminal's; only on machines that say `processes`. Without a command it is the container's own. */
  | { readonly do: 'process'; readonly process: ContainerProcess };

export interface ContainerProcess {
  readonly pod: Pod;
  readonly container: string;
  readonly command?: readonly string[];
  readonly stdin: boolean;
  readonly tty: boolean;
}

/** How such a process has ended. */
export interface Exited {
  readonly exited: number;
}

/** What is forwarded from the machine to a Pod. */
export interface Forwarded {
  readonly local: number;
  readonly remote: number;
  readonly pod: Pod;
  /** A connection comes in. */
  readonly taken: () => void;
  /** Nobody listened in the Pod. */
  readonly lost: (why: string) => void;
}

/** A request that came to a proxy; the host without its port, the path with its query. */
export interface ProxiedRequest {
  readonly method: string;
  readonly host: string;
  readonly path: string;
}

/** A port of the machine behind which the API server is. */
export interface Proxied {
  readonly port: number;
  readonly user: User;
  /** The path at the API server; `forbidden`: it is not let through, `nowhere`: nothing is served there. */
  readonly leads: (request: ProxiedRequest) => string;
}

/** A line of the standard input with its end; nothing at its end. */
export interface Said {
  readonly said: string | undefined;
}

/** What comes out of an editor. */
export interface Edited {
  readonly edited: string;
  /** Why nothing came out of it. */
  readonly failed?: string;
}

/**
 * A command while it runs: it yields what it waits for and is resumed with the answer (with nothing after a sleep). Ctrl-C ends it: whoever drives it calls `return` and takes 130 for
 * its exit code; commands that go on for ever (`get -w`, `events -w`, `port-forward`) end in no other way.
 */
export type Steps<T> = Generator<Effect, T, Answer | Edited | Exited | Said | undefined>;

/** Files as a command sees them; paths are absolute. */
export interface Files {
  read(path: string): string | undefined;
  /** The names in a directory; undefined where there is none. */
  list(path: string): readonly string[] | undefined;
  /** With the directories above it; says why where it cannot. */
  write(path: string, text: string): string | undefined;
}

/** The machine that kubectl runs on. */
export interface Machine {
  /** Of the API server; that which the tables here are of, where it is not said. */
  serverVersion?(): string | undefined;
  /** µs since 1970. */
  now(): number;
  /** What the API server serves (discovery). */
  registry(): Registry;
  /** Whom the API server takes the holder of these credentials for; undefined: nobody. */
  authenticate(credentials: AuthInfo): User | undefined;
  /** What the API server says of its health at a path (`/readyz?verbose`); it is well where nothing is given. */
  health?(path: string): HealthAnswer;
  readonly files: Files;
  readonly home: string;
  /** The environment's KUBECONFIG. */
  readonly kubeconfig?: string;
  readonly directory: string;
  readonly stdin: string;
  readonly texts: HelpTexts;
  /** What the API server publishes of its types (`OPENAPI_SCHEMAS` of api/openapi/generated/all): asked for by `explain` alone, so a page may load it for that command line only. */
  openApi?(): OpenApiSchemas;
  /** What the editor makes of a file, where that is known at once; else the command waits for it. */
  edit?(text: string, path: string): string;
  /** Whether processes in containers can be waited for. */
  readonly processes?: boolean;
  /** Listens for a forwarded port until it is called off; undefined: the port is taken. */
  forward?(forwarded: Forwarded): (() => void) | undefined;
  /** Serves the API server on a port until it is called off; undefined: the port is taken. */
  proxy?(proxied: Proxied): (() => void) | undefined;
  out(text: string): void;
  err(text: string): void;
}

/** What a path means in the machine's working directory. */
export function absolute({ directory }: Pick<Machine, 'directory'>, path: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${directory}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
