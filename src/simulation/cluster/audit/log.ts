/** The file behind `--audit-log-path` (apiserver plugin/pkg/audit/log; gopkg.in/natefinch/lumberjack.v2: rotate, millRunOnce). */
import { formatMicroTime } from '../../base/time';
import type { AuditFile, AuditLog, AuditSettings } from './types';

const CHUNK = 256;
/** Of each file the last so many chunks are kept. */
const MOST_CHUNKS = 60;
/** What a backup's name tells of its time. */
const STAMP = /-(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3})(\.[^./]*)?(\.gz)?$/;

const EMPTY: AuditFile = { chunks: [], bytes: 0, at: 0 };

function appended({ chunks, bytes }: AuditFile, lines: readonly string[], at: number): AuditFile {
  const last = chunks.at(-1) ?? [];
  const next = last.length + lines.length <= CHUNK ? [...chunks.slice(0, -1), [...last, ...lines]] : [...chunks, lines];
  return { chunks: next.slice(-MOST_CHUNKS), bytes: bytes + lines.reduce((sum, line) => sum + line.length + 1, 0), at };
}

/** backupName: `audit-2026-01-05T09-00-00.000.log`, in UTC. */
function backupName(path: string, at: number): string {
  const slash = path.lastIndexOf('/') + 1;
  const dot = path.indexOf('.', slash) < 0 ? path.length : path.lastIndexOf('.');
  return `${path.slice(0, dot)}-${formatMicroTime(at).slice(0, 23).replace(/:/g, '-')}${path.slice(dot)}`;
}

/** The backups of a file, newest first. */
export function backupsOf(files: AuditLog['files'], path: string): readonly string[] {
  const slash = path.lastIndexOf('/') + 1;
  const stem = path.slice(0, path.indexOf('.', slash) < 0 ? path.length : path.lastIndexOf('.'));
  return Object.keys(files).filter((name) => name !== path && name.startsWith(`${stem}-`) && STAMP.test(name)).sort().reverse();
}

function rotated(files: AuditLog['files'], path: string, { maxBackups, maxAge, compress }: AuditSettings, now: number): AuditLog['files'] {
  const { [path]: full = EMPTY, ...rest } = files;
  const name = backupName(path, now);
  const after: Record<string, AuditFile> = { ...rest, [compress ? `${name}.gz` : name]: compress ? { ...full, compressed: true } : full, [path]: { ...EMPTY, at: now } };
  const backups = backupsOf(after, path);
  for (const [at, one] of backups.entries()) if ((maxBackups > 0 && at >= maxBackups) || (maxAge > 0 && after[one]!.at < now - maxAge)) delete after[one];
  return after;
}

/** The log with these lines of a request. A line that would make its file too large begins a new one. */
export function withLines(log: AuditLog, settings: AuditSettings, lines: readonly string[], now: number): AuditLog {
  const { path, maxSize } = settings;
  if (path === undefined || lines.length === 0) return log;
  let { files } = log;
  for (const line of lines) {
    if (maxSize > 0 && (files[path]?.bytes ?? 0) + line.length + 1 > maxSize) files = rotated(files, path, settings, now);
    files = { ...files, [path]: appended(files[path] ?? EMPTY, [line], now) };
  }
  return { ...log, files };
}
