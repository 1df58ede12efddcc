import type { Progress } from './forms';
import { readForm } from './migrate';

/**
 * The file that carries progress to another browser:
 * `{"format": "kubernetes-explorer-progress", "exported": "2026-11-21", "progress": {"v": 2, …}}`.
 * The version is the stored form's own, so the same migrations read a file of any age.
 */
export const FORMAT = 'kubernetes-explorer-progress';

/** A reader's whole course is a few kilobytes; a larger file is some other file. */
export const MAX_BYTES = 1_000_000;

export type ImportProblem =
  | { code: 'tooLarge' }
  | { code: 'unreadable' }
  | { code: 'empty' }
  | { code: 'notJson' }
  | { code: 'foreign' }
  | { code: 'newer'; version: number }
  | { code: 'damaged'; at: string };

export type Import = { ok: true; progress: Progress; exported: string | null } | { ok: false; problem: ImportProblem };

/** @param day the reader's date, `YYYY-MM-DD` */
export const exportText = (progress: Progress, day: string): string => `${JSON.stringify({ format: FORMAT, exported: day, progress }, null, 2)}\n`;

export const exportName = (day: string): string => `${FORMAT}-${day}.json`;

/** Reads such a file; never throws and changes nothing. */
export function importText(text: string): Import {
  const refuse = (problem: ImportProblem): Import => ({ ok: false, problem });
  // An editor may have put a byte order mark in front.
  const plain = text.replace(/^\uFEFF/, '');
  if (plain.trim() === '') return refuse({ code: 'empty' });
  let file: unknown;
  try {
    file = JSON.parse(plain);
  } catch {
    return refuse({ code: 'notJson' });
  }
  if (typeof file !== 'object' || file === null || !('format' in file) || file.format !== FORMAT) return refuse({ code: 'foreign' });
  const reading = readForm('progress' in file ? file.progress : undefined);
  if (reading.kind === 'newer') return refuse({ code: 'newer', version: reading.version });
  if (reading.kind === 'damaged') return refuse({ code: 'damaged', at: `progress.${reading.at}` });
  const exported = 'exported' in file && typeof file.exported === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(file.exported) ? file.exported : null;
  return { ok: true, progress: reading.progress, exported };
}

/** Reads a chosen file; never rejects. */
export async function importFile(file: Pick<Blob, 'size' | 'text'>): Promise<Import> {
  if (file.size > MAX_BYTES) return { ok: false, problem: { code: 'tooLarge' } };
  try {
    return importText(await file.text());
  } catch {
    // The file was moved, or may not be read.
    return { ok: false, problem: { code: 'unreadable' } };
  }
}
