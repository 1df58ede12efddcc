/** df(1) and du(1) of a node with one file system. */
import { resolvePath } from '../../files/tree';
import { diskUse } from '../../../cluster/node/host/disk';
import { podsWrote } from '../../../cluster/node/host/pod-files';
import { imagesOn } from '../../../cluster/node/machine/images';
import type { Files, WrittenNode } from '../../../cluster/node/machine/written-files';
import type { Program } from '../../shell';
import type { RuntimeScene } from '../crictl/scene';

const KIB = 1024;

/** human_readable of gnulib: one digit after the point below ten, and always up. */
export function human(bytes: number, base = KIB): string {
  const units = ['', 'K', 'M', 'G', 'T'];
  let [value, at] = [bytes, 0];
  while (value >= base && at < units.length - 1) [value, at] = [value / base, at + 1];
  if (at === 0) return String(value);
  const tenths = Math.ceil(value * 10) / 10;
  return `${tenths < 10 ? tenths.toFixed(1) : Math.ceil(value)}${units[at]!}`;
}

export const usedOn = (scene: RuntimeScene): { readonly size: number; readonly used: number } => {
  const machine = scene.machine();
  const images = imagesOn(machine, scene.catalogue).reduce((sum, { size }) => sum + size, 0);
  return diskUse(scene.files(), images + podsWrote(machine));
};

export const df = (scene: RuntimeScene): Program => ({
  *run({ args, out }) {
    const readable = args.some((word) => /^-\w*h/.test(word) || word === '--human-readable');
    const inodes = args.some((word) => /^-\w*i/.test(word));
    const { size, used } = usedOn(scene);
    const systems = [['udev', 4_090_000_000, 0, '/dev'], ['tmpfs', 830_000_000, 1_300_000, '/run'], ['/dev/vda1', size, Math.min(size, used), '/'], ['tmpfs', 4_150_000_000, 0, '/dev/shm']] as const;
    const paths = args.filter((word) => !word.startsWith('-'));
    const shown = paths.length === 0 ? systems : systems.filter(([, , , at]) => at === '/');
    const width = readable ? 5 : 9;
    out.write(inodes ? 'Filesystem      Inodes  IUsed   IFree IUse% Mounted on\n' : readable ? 'Filesystem      Size  Used Avail Use% Mounted on\n' : 'Filesystem     1K-blocks      Used Available Use% Mounted on\n');
    for (const [name, all, taken, at] of shown) {
      if (inodes) {
        const [whole, has] = at === '/' ? [6_553_600, 142_318] : [1_010_000, 412];
        out.write(`${name.padEnd(14)} ${String(whole).padStart(7)} ${String(has).padStart(6)} ${String(whole - has).padStart(7)} ${`${Math.ceil((has / whole) * 100)}%`.padStart(5)} ${at}\n`);
        continue;
      }
      const cell = (bytes: number): string => (readable ? human(bytes) : String(Math.ceil(bytes / KIB))).padStart(width);
      out.write(`${name.padEnd(readable ? 14 : 14)} ${cell(all)} ${cell(taken)} ${cell(Math.max(0, all - taken))} ${`${Math.ceil((taken / all) * 100)}%`.padStart(4)} ${at}\n`);
    }
    return 0;
  },
});

const bytesOf = (node: WrittenNode): number => (node.kind === 'directory' ? 4096 : Math.ceil((node.size ?? node.text.length) / 4096) * 4096);
const under = (files: Files, path: string): number => Object.entries(files).filter(([one]) => one === path || one.startsWith(path === '/' ? '/' : `${path}/`)).reduce((sum, [, node]) => sum + bytesOf(node), 0);

export const du = (scene: RuntimeScene): Program => ({
  *run({ args, out, err, shell }) {
    const letters = args.filter((word) => /^-[a-z]+$/i.test(word)).join('');
    const depth = args.map((word) => /^(?:--max-depth=|-d)(\d+)$/.exec(word)?.[1]).find((one) => one !== undefined) ?? (args.includes('-d') ? args[args.indexOf('-d') + 1] : undefined);
    const given = args.filter((word, at) => !word.startsWith('-') && args[at - 1] !== '-d');
    const files = shell.tree as Files;
    // The images' layers are no files here.
    const images = imagesOn(scene.machine(), scene.catalogue).reduce((sum, { size }) => sum + size, 0);
    const layers = '/var/lib/containerd';
    const sum = (path: string): number => under(files, path) + (layers === path || layers.startsWith(path === '/' ? '/' : `${path}/`) ? images : 0);
    const show = (bytes: number): string => (letters.includes('h') ? human(bytes) : letters.includes('m') ? String(Math.ceil(bytes / KIB / KIB)) : String(Math.ceil(bytes / KIB)));
    let status = 0;
    for (const word of given.length === 0 ? ['.'] : given) {
      const path = resolvePath(shell.directory, word);
      if (files[path] === undefined && path !== layers) {
        err.write(`du: cannot access '${word}': No such file or directory\n`);
        status = 1;
        continue;
      }
      const most = letters.includes('s') ? 0 : depth === undefined ? Number.POSITIVE_INFINITY : Number(depth);
      const directories = [...Object.entries(files).filter(([one, node]) => node.kind === 'directory' && one !== path && one.startsWith(path === '/' ? '/' : `${path}/`)).map(([one]) => one), ...(layers.startsWith(path === '/' ? '/' : `${path}/`) && files[layers] === undefined ? [layers] : [])];
      const deep = (one: string): number => one.slice(path === '/' ? 0 : path.length).split('/').length - 1;
      for (const one of directories.filter((each) => deep(each) <= most).sort()) out.write(`${show(sum(one))}\t${word === '/' ? one : `${word.replace(/\/$/, '')}${one.slice(path.length)}`}\n`);
      out.write(`${show(sum(path))}\t${word}\n`);
    }
    return status;
  },
});
