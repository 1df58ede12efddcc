/** Written by `plugin.ts` while the site is built. */
declare module '@generated/exam/default/pool.json' {
  import type { Task } from '@site/src/exam/task';

  const pool: Task<string>[];
  export default pool;
}
