/** The audit log of an API server as its static Pod starts it (apiserver server/options/audit.go: ApplyTo, newPolicyRuleEvaluator, getWriter), and its files as whoever logs in to the machine finds them. */
import type { Pod } from '../../../api';
import { quote } from '../../../base/go/quote';
import { AuditFault, readAuditPolicy } from '../../audit/policy';
import type { AuditFile, AuditLog, AuditSettings } from '../../audit/types';
import type { Cluster } from '../../state';
import type { Files, WrittenNode } from '../machine/written-files';
import { flagValue } from './command-line';
import { onMachine } from './encryption';

const [MEGABYTE, DAY] = [1024 ** 2, 86_400_000_000];
/** NewAuditOptions: megabytes, days, files. */
const DEFAULTS = { maxsize: 100, maxage: 366, maxbackup: 100 } as const;

const wordsOf = ({ spec }: Pod): readonly string[] => [...(spec.containers[0]?.command ?? []), ...(spec.containers[0]?.args ?? [])];

/** Whether the place of a path is mounted so that nobody writes there. */
function readOnly({ spec }: Pod, path: string): boolean {
  const mounts = [...(spec.containers[0]?.volumeMounts ?? [])].sort((a, b) => b.mountPath.length - a.mountPath.length);
  return mounts.find(({ mountPath }) => path === mountPath.replace(/\/+$/, '') || path.startsWith(`${mountPath.replace(/\/+$/, '')}/`))?.readOnly === true;
}

/** AuditLogOptions.Validate, and what pflag says of a number that is none. */
export function auditFlagFaults(args: readonly string[]): readonly string[] {
  if ((flagValue(args, 'audit-log-path') ?? '') === '') return [];
  return (['maxage', 'maxbackup', 'maxsize'] as const).flatMap((name) => {
    const value = flagValue(args, `audit-log-${name}`);
    return value !== undefined && Number(value) < 0 ? [`--audit-log-${name} ${value} can't be a negative number`] : [];
  });
}

export function auditNumberFault(args: readonly string[]): string | undefined {
  for (const name of ['audit-log-maxage', 'audit-log-maxbackup', 'audit-log-maxsize']) {
    const value = flagValue(args, name);
    if (value !== undefined && !/^[-+]?\d+$/.test(value)) return `invalid argument ${quote(value)} for "--${name}" flag: strconv.ParseInt: parsing ${quote(value)}: invalid syntax`;
  }
  return undefined;
}

/** How the API server of this Pod keeps its audit log; undefined where it keeps none. Throws an {@link AuditFault} where it does not start. */
export function auditOf(pod: Pod, files: Files): AuditSettings | undefined {
  const args = wordsOf(pod);
  const [policyFile, path] = [flagValue(args, 'audit-policy-file') ?? '', flagValue(args, 'audit-log-path') ?? ''];
  let policy: AuditSettings['policy'] | undefined;
  if (policyFile !== '') {
    const place = onMachine(pod, policyFile);
    const file = place === undefined ? undefined : files[place];
    const opened = (why: string): AuditFault => new AuditFault(`loading audit policy file: failed to read file path ${quote(policyFile)}: ${why}`);
    if (file === undefined) throw opened(`open ${policyFile}: no such file or directory`);
    if (file.kind === 'directory') throw opened(`read ${policyFile}: is a directory`);
    try {
      policy = readAuditPolicy(file.text);
    } catch (fault) {
      if (!(fault instanceof AuditFault)) throw fault;
      throw new AuditFault(`loading audit policy file: ${fault.message}: from file ${policyFile}`);
    }
  }
  if (path === '') return undefined;
  const place = path === '-' ? undefined : onMachine(pod, path);
  if (place !== undefined) {
    if (readOnly(pod, path)) throw new AuditFault(`ensureLogFile: open ${path}: read-only file system`);
    if (files[place]?.kind === 'directory') throw new AuditFault(`ensureLogFile: open ${path}: is a directory`);
  }
  if (policy === undefined) return undefined;
  const number = (name: keyof typeof DEFAULTS): number => Number(flagValue(args, `audit-log-${name}`) ?? DEFAULTS[name]);
  return {
    policy, ...(place === undefined ? {} : { path: place }), maxSize: number('maxsize') * MEGABYTE, maxBackups: number('maxbackup'), maxAge: number('maxage') * DAY,
    compress: args.some((word) => /^--audit-log-compress(?:=true)?$/.test(word)),
  };
}

/** What it writes down from now on is as it says; what it wrote before stays. */
export function withAudit(cluster: Cluster, settings: AuditSettings | undefined): Cluster {
  const { audit, ...rest } = cluster;
  if (settings === undefined && audit === undefined) return cluster;
  const { files = {}, count = 0 } = audit ?? {};
  const begun = settings?.path === undefined || files[settings.path] !== undefined ? files : { ...files, [settings.path]: { chunks: [], bytes: 0, at: cluster.clock.now } };
  const log: AuditLog = { files: begun, count, going: {}, ...(settings === undefined ? {} : { settings }) };
  return { ...rest, audit: log };
}

/** A file of its lines, which are put together when somebody reads them. */
function fileOf({ chunks, bytes, at, compressed }: AuditFile): WrittenNode {
  let text: string | undefined;
  const whole = (): string => (text ??= chunks.map((lines) => lines.map((line) => `${line}\n`).join('')).join(''));
  return compressed === true ? { kind: 'file', text: '\u001f\u008b\b\u0000', get unpacked() { return whole(); }, size: Math.ceil(bytes / 10), at } : { kind: 'file', get text() { return whole(); }, size: bytes, at };
}

/** Only what is shown: nobody writes there but the API server. */
export function auditFiles({ audit, clock }: Cluster): Files {
  const files: Record<string, WrittenNode> = {};
  for (const [path, file] of Object.entries(audit?.files ?? {})) {
    const parts = path.split('/').slice(1, -1);
    parts.forEach((_, at) => void (files[`/${parts.slice(0, at + 1).join('/')}`] = { kind: 'directory', at: clock.now }));
    files[path] = fileOf(file);
  }
  return files;
}
