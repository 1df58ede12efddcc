/** How full a node's one file system is. */
import type { Files } from '../machine/written-files';

const GIB = 1024 ** 3;
/** A file system of this size, and what the system takes of it. */
export const [DISK_SIZE, SYSTEM] = [100 * GIB, 6.5 * GIB];

/** Bytes of what somebody wrote. */
export const writtenBytes = (files: Files): number => Object.values(files).reduce((sum, node) => sum + (node.kind === 'file' ? (node.size ?? node.text.length) : 0), 0);

/** `images`: bytes of the images' layers. */
export const diskUse = (files: Files, images: number): { readonly size: number; readonly used: number } => ({ size: DISK_SIZE, used: SYSTEM + images + writtenBytes(files) });
