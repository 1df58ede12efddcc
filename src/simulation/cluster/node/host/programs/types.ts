import type { Pod } from '../../../../api';
import { readCertificates, readKey } from '../../../../network/tls/pem';
import type { Cluster } from '../../../state';
import type { Files } from '../../machine/written-files';
import { onMachine } from '../encryption';
import { flagValue } from '../command-line';
import { klogHeader, structured } from '../services/journal';
import type { Severity } from '../services/journal';

/** A program of the control plane that is about to start in its container. */
export interface ProgramScene {
  readonly cluster: Cluster;
  readonly host: string;
  readonly pod: Pod;
  /** Without the program's name. */
  readonly args: readonly string[];
  /** The machine's files. */
  readonly files: Files;
  readonly now: number;
}

/** A process in a container is its first one. */
const PID = 1;

/** What the process does, in the words of images (cluster/images/behaviour). */
export type Fate = readonly string[];

/** A line of its log, so many µs after its start. */
export const line = ({ now }: ProgramScene, after: number, severity: Severity, place: string, text: string): string => `log=${klogHeader(severity, now + after, PID, place)}${text}@${after / 1000}ms`;

/** It ends with an error, before its log is set up or after. */
export const failsPlainly = (error: string): Fate => [`log=Error: ${error}@20ms`, 'exit=1@30ms'];
export const fails = (scene: ProgramScene, error: string, before: Fate = []): Fate => [...before, line(scene, 300_000, 'E', 'run.go:72', structured('command failed', { err: error })), 'exit=1@310ms'];

/** What stands in a file that its container sees. */
export function textAt({ pod, files }: Pick<ProgramScene, 'pod' | 'files'>, path: string): string | undefined {
  const place = onMachine(pod, path);
  const node = place === undefined ? undefined : files[place];
  return node?.kind === 'file' ? node.text : undefined;
}

export const missing = (path: string): string => `open ${path}: no such file or directory`;

/** Why the file that a flag names is no certificate; undefined where it is one, or no flag names it. */
export function certificateFault(scene: ProgramScene, flag: string): string | undefined {
  const path = flagValue(scene.args, flag) ?? '';
  if (path === '') return undefined;
  const text = textAt(scene, path);
  if (text === undefined) return missing(path);
  return readCertificates(text).length === 0 ? 'data does not contain any valid RSA or ECDSA certificates' : undefined;
}

/** The same of a private or public key. */
export function keyFault(scene: ProgramScene, flag: string): string | undefined {
  const path = flagValue(scene.args, flag) ?? '';
  if (path === '') return undefined;
  const text = textAt(scene, path);
  if (text === undefined) return missing(path);
  return readKey(text.replaceAll('PUBLIC KEY', 'PRIVATE KEY')) === undefined ? 'data does not contain a valid RSA or ECDSA private key' : undefined;
}
