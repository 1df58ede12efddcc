import type { RegisteredIsland } from '../islands/registered';

/** What the compiler knows about which files load which: enough to say what a page needs (`pageFiles.ts`). */

/** An `import()` or `new Worker()` in the built scripts. */
export interface LazyImport {
  /** The files that hold it. */
  from: string[];
  request: string;
  /** The files that it loads, styles included. */
  files: string[];
}

export interface ChunkGraph {
  /** Files of the entry: on every page. */
  entry: string[];
  /** Name of a chunk, as Docusaurus's routes call it → its files. */
  named: Record<string, string[]>;
  /** Kind of island → the files that it loads. */
  islands: Record<string, string[]>;
  /** What is loaded later, without the pages (routes say which) and the islands (the built HTML says which). */
  later: LazyImport[];
}

interface Group {
  getFiles: () => readonly string[];
}
interface Module {
  resource?: string;
  identifier: () => string;
  blocks: readonly { dependencies: readonly { request?: string }[] }[];
}
/** The parts of Rspack's compilation that are read here; webpack's has the same. */
export interface Compilation {
  modules: Iterable<unknown>;
  entrypoints: ReadonlyMap<string, Group>;
  namedChunkGroups: ReadonlyMap<string, Group>;
  chunkGraph: { getModuleChunks: (module: never) => Iterable<{ files: Iterable<string> }>; getBlockChunkGroup: (block: never) => Group | null };
}

/** The registry of Docusaurus imports every page. */
const isRegistry = (module: Module): boolean => module.identifier().includes('.docusaurus/registry.js') && !module.identifier().includes('|');

/** Reads a finished compilation of the site's scripts. */
export function readChunkGraph({ modules, entrypoints, namedChunkGroups, chunkGraph }: Compilation, registered: readonly RegisteredIsland[]): ChunkGraph {
  const all = [...modules] as Module[];
  const importsOf = (module: Module) =>
    module.blocks.flatMap((block) => {
      const group = chunkGraph.getBlockChunkGroup(block as never);
      const request = block.dependencies.map((dependency) => dependency.request ?? '').join(' ');
      return group ? [{ request, files: [...group.getFiles()] }] : [];
    });
  const keyOf = ({ request, files }: Omit<LazyImport, 'from'>) => JSON.stringify([request, files]);

  // Modules that were joined into one are listed beside the whole: the whole says in which files it is, the parts where an import was written.
  const apart = new Set(all.filter(isRegistry).flatMap(importsOf).map(keyOf));
  const islands: ChunkGraph['islands'] = {};
  for (const module of all) {
    const here = registered.filter(({ file }) => file === module.resource);
    for (const one of here.length > 0 ? importsOf(module) : []) {
      const island = here.find(({ request }) => request === one.request);
      if (!island) continue;
      islands[island.name] = one.files;
      apart.add(keyOf(one));
    }
  }
  const later = all.flatMap((module) => {
    const from = [...new Set([...chunkGraph.getModuleChunks(module as never)].flatMap((chunk) => [...chunk.files]))];
    return from.length === 0 ? [] : importsOf(module).filter((one) => !apart.has(keyOf(one))).map((one) => ({ ...one, from }));
  });
  return {
    entry: [...entrypoints.values()].flatMap((group) => [...group.getFiles()]),
    named: Object.fromEntries([...namedChunkGroups].map(([name, group]) => [name, [...group.getFiles()]])),
    islands,
    later,
  };
}
