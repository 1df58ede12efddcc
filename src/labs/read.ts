import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { LabFault, labOf } from './lab';
import type { Lab } from './lab';

const folder = join(__dirname);

export const labIds = (): readonly string[] => readdirSync(folder).filter((file) => file.endsWith('.yaml')).map((file) => file.slice(0, -5)).sort();

/** Reads `src/labs/<id>.yaml`; throws with the file and the place of what is wrong. */
export function readLab(id: string): Lab {
  const path = join(folder, `${id}.yaml`);
  if (!/^[a-z0-9-]+$/.test(id) || !existsSync(path)) throw new LabFault(`<Lab id="${id}"> is not there: write src/labs/${id}.yaml (src/labs/README.md says how)`);
  try {
    return labOf(load(readFileSync(path, 'utf8')));
  } catch (fault) {
    throw new LabFault(`src/labs/${id}.yaml: ${fault instanceof Error ? fault.message : String(fault)}`);
  }
}
