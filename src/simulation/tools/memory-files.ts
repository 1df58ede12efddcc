import type { ToolFiles } from './machine';

/** The files of one machine, held in memory; directories are there with what lies in them, or by themselves. */
export class MemoryFiles implements ToolFiles {
  private readonly texts = new Map<string, string>();
  private readonly directories = new Set<string>();

  constructor(home: string, files: Readonly<Record<string, string>> = {}) {
    this.makeDirectory(home);
    for (const [name, text] of Object.entries(files)) this.write(name.startsWith('/') ? name : `${home}/${name}`, text);
  }

  makeDirectory(path: string): void {
    for (let at = path; at !== ''; at = at.replace(/\/[^/]*$/, '')) this.directories.add(at);
    this.directories.add('/');
  }

  read(path: string): string | undefined {
    return this.texts.get(path);
  }

  list(path: string): readonly string[] | undefined {
    const start = path === '/' ? '/' : `${path}/`;
    const inside = [...this.texts.keys(), ...this.directories].filter((one) => one.startsWith(start) && one !== start).map((one) => one.slice(start.length).split('/')[0]!);
    return this.directories.has(path) ? [...new Set(inside)].sort() : undefined;
  }

  write(path: string, text: string): void {
    this.makeDirectory(path.replace(/\/[^/]*$/, ''));
    this.texts.set(path, text);
  }

  remove(path: string): void {
    this.texts.delete(path);
  }

  under(directory: string): readonly string[] {
    return [...this.texts.keys()].filter((path) => path.startsWith(`${directory}/`)).sort();
  }
}
