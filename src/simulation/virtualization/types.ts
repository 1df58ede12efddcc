import type { FigureId } from './constants';

/** How an application is kept apart from its neighbours, from least to most of a machine of its own. */
export const ISOLATIONS = ['process', 'container', 'microvm', 'vm'] as const;
export type Isolation = (typeof ISOLATIONS)[number];

/** The catalogue of applications. Their image sizes are published figures; their memory belongs to the reader. */
export const APP_KINDS = ['nginx', 'python', 'mysql', 'java'] as const;
export type AppKind = (typeof APP_KINDS)[number];

export interface AppInstance {
  /** Unique on the host. */
  readonly id: string;
  readonly app: AppKind;
  readonly isolation: Isolation;
}

export interface HostConfig {
  /** RAM of the host, MiB. */
  readonly memoryMiB: number;
  /** Hardware threads of the host. */
  readonly cpus: number;
  /** RAM given to each full VM, MiB. A microVM is sized to its application instead. */
  readonly vmMemoryMiB: number;
  /** vCPUs of each full VM and microVM. */
  readonly vcpus: number;
  /** Working memory of one instance of each application, MiB. Set by the reader. */
  readonly appMemoryMiB: Readonly<Record<AppKind, number>>;
  /** From the first instruction of the application to ready, ms; the same in every isolation. Set by the reader. */
  readonly appStartMs: number;
}

/** One addend of a number that can be asked "why?". The widget phrases `code`; `sources` name the published figures behind it. */
export interface Term<Code extends string = string> {
  readonly code: Code;
  readonly value: number;
  readonly sources: readonly FigureId[];
}

export const DEFAULT_HOST: HostConfig = {
  memoryMiB: 16 * 1024,
  cpus: 4,
  vmMemoryMiB: 1024,
  vcpus: 2,
  appMemoryMiB: { nginx: 32, python: 128, mysql: 512, java: 512 },
  appStartMs: 500,
};
