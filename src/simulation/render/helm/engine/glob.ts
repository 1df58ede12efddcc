/** Patterns of `.Files.Glob` (engine/files.go: gobwas/glob with `/` as the separator). */
import { compileGlob } from '../../../base/go/glob';

/** Whether names match; a malformed pattern matches every name. */
export function globMatcher(pattern: string): (name: string) => boolean {
  const glob = compileGlob(pattern, '/');
  return glob.ok ? glob.matches : () => true;
}
