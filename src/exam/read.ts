import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { LabFault } from '../labs/lab';
import { DOMAINS } from './curriculum';
import { taskOf } from './task';
import type { Task } from './task';

const folder = join(__dirname, 'tasks');

/** The files of the pool, `<domain>/<id>.yaml`, in their order. */
export const taskFiles = (): readonly string[] => DOMAINS.flatMap(({ id }) => readdirSync(join(folder, id)).filter((file) => file.endsWith('.yaml')).sort().map((file) => join(folder, id, file)));

/** Reads the whole pool; throws with the file and the place of what is wrong. */
export function readPool(): readonly Task[] {
  return DOMAINS.flatMap(({ id: domain }) => taskFiles().filter((path) => path.startsWith(join(folder, domain, '/'))).map((path) => {
    const id = path.slice(path.lastIndexOf('/') + 1, -'.yaml'.length);
    try {
      return taskOf(load(readFileSync(path, 'utf8')), id, domain);
    } catch (fault) {
      throw new LabFault(`src/exam/tasks/${domain}/${id}.yaml: ${fault instanceof Error ? fault.message : String(fault)}`);
    }
  }));
}
