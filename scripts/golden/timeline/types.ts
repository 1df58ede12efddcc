/** The form of a case (the README beside the recordings). */
import type { ApiObject } from '@site/src/simulation/api/types';

export interface TimelineStep {
  readonly at: number;
  readonly argv: readonly string[];
  readonly stdin?: ApiObject | readonly ApiObject[];
}

export interface TimelineIn {
  readonly nodes: readonly string[];
  readonly namespace: string;
  readonly manifests: readonly ApiObject[];
  readonly steps?: readonly TimelineStep[];
  readonly seconds: number;
  readonly images: Readonly<Record<string, readonly string[]>>;
  readonly startsAtSecond?: number;
}

export type State = Readonly<Record<string, unknown>>;

/** What an object showed from a time on; the time in seconds since the start. */
export interface Shown {
  readonly t: number;
  readonly state: State;
}

export interface ExpectedChange extends Readonly<Record<string, unknown>> {
  readonly t: number;
  readonly tol: number;
}

export interface ExpectedObject {
  readonly changes: readonly ExpectedChange[];
  readonly partial?: boolean;
  readonly node?: string;
}

export interface ExpectedEvent {
  readonly times: readonly (readonly [t: number, tol: number])[];
  readonly count: number | readonly [least: number, most: number];
  readonly object: string;
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  readonly from: string;
}

/** What a command of kubectl answered. */
export interface ExpectedStep {
  readonly exit: number;
  readonly stdout?: string;
  readonly stdoutOneOf?: readonly string[];
  readonly stderr?: string;
  readonly stderrOneOf?: readonly string[];
  readonly took: readonly [seconds: number, tol: number];
}

export interface TimelineOut extends Readonly<Record<string, unknown>> {
  readonly events?: readonly ExpectedEvent[];
  readonly steps?: readonly (ExpectedStep | null)[];
  readonly notAll?: readonly string[];
}

/** An object of the simulation over time. */
export interface Track {
  readonly kind: string;
  readonly uid: string;
  readonly name: string;
  readonly object: ApiObject;
  readonly createdAt: number;
  readonly shown: Shown[];
}

export interface HeardEvent {
  readonly object: string;
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  readonly from: string;
  readonly times: readonly number[];
  readonly count: number;
}
