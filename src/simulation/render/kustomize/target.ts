/** One folder with a kustomization: its resources gathered, then changed (api/internal/target KustTarget). */
import { GoError } from '../../base/go/values';
import { quote } from '../../base/go/quote';
import { defaultFields, EMPTY, mergeFields, readFields } from './kustomization/field-specs';
import { readCrds } from './kustomization/crds';
import { COMPONENT, FILE_NAMES, readKustomization } from './kustomization/read';
import { generate, hashOf, mergeOptions } from './generators';
import { fieldTransformers, loadPlugin, refuseCharts } from './plugins';
import { addOrigin, addTransformation, joinRelative, originOfPlugin, printOrigin, setOrigin } from './resources/origin';
import { keyOf, printGvk, printId, sameId, sameNameAndGvk, splitApiVersion } from './resources/id';
import { readResources } from './resources/read';
import { demandMetadata, ORIGIN } from './resources/resource';
import { Resources } from './resources/resources';
import { nameReferences } from './transformers/name-references';
import { replaceVars, varValues } from './transformers/vars';
import type { FieldsConfig } from './kustomization/field-specs';
import type { Kustomization, VarValue } from './kustomization/types';
import type { Loader } from './loader';
import type { Origin } from './resources/origin';
import type { ResId } from './resources/id';
import type { Resource } from './resources/resource';
import type { Transformer } from './transformers/simple';
import type { Var } from './transformers/vars';

interface Accumulator {
  readonly resources: Resources;
  fields: FieldsConfig;
  readonly vars: Map<string, Var>;
}

const emptyAccumulator = (): Accumulator => ({ resources: new Resources(), fields: EMPTY, vars: new Map() });

const within = <T>(prefix: string | ((error: string) => string), act: () => T): T => {
  try {
    return act();
  } catch (error) {
    if (error instanceof GoError) throw new GoError(typeof prefix === 'string' ? `${prefix}: ${error.message}` : prefix(error.message));
    throw error;
  }
};

function caught(act: () => void): GoError | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    if (error instanceof GoError) return error;
    throw error;
  }
}

export interface Surroundings {
  readonly warn: (line: string) => void;
  /** Hears of the resources each time that something was done to them: the folder whose kustomization it was, and by what. */
  readonly took?: (folder: string, what: string, resources: Resources) => void;
}

function loadGenerator(plugin: Resource, loader: Loader): { readonly generate: () => Resource } {
  const loaded = loadPlugin(plugin, loader);
  if (!('generate' in loaded)) throw new GoError(`plugin ${printId(plugin.originalId)} not a generator`);
  return loaded;
}

const printVar = ({ name = '', objref = {}, fieldref }: VarValue): string => `{${name} ${printGvk({ group: '', version: '', kind: '', ...objref })} {${fieldref?.fieldPath ?? ''}}}`;

/** Target.GVK and Var.Defaulting. */
function defaulted(value: VarValue): VarValue {
  const { apiVersion = '', ...ref } = value.objref ?? {};
  const parts = apiVersion.split('/');
  const version = apiVersion === '' || parts.length > 2 ? {} : parts.length === 1 ? { version: apiVersion } : splitApiVersion(apiVersion);
  return { ...value, objref: { ...ref, ...version } };
}

export class Target {
  readonly kustomization: Kustomization;
  private readonly fileName: string;
  private origin: Origin | undefined;

  constructor(private readonly loader: Loader, private readonly surroundings: Surroundings) {
    const found = FILE_NAMES.flatMap((name) => {
      let text = '';
      return caught(() => { text = loader.load(name); }) === undefined ? [{ name, text }] : [];
    });
    if (found.length === 0) throw new GoError(`unable to find one of ${FILE_NAMES.slice(0, -1).map((name) => `'${name}'`).join(', ')} or '${FILE_NAMES[FILE_NAMES.length - 1]!}' in directory '${loader.root}'`);
    if (found.length > 1) throw new GoError(`Found multiple kustomization files under: ${loader.root}\n`);
    this.fileName = found[0]!.name;
    this.kustomization = readKustomization(found[0]!.text, loader.root, surroundings.warn);
    this.checkOpenApi();
  }

  /** openapi.SetSchema: there is one version of the built-in types. */
  private checkOpenApi(): void {
    const { openapi } = this.kustomization;
    const [path, version] = [openapi?.get('path'), openapi?.get('version')];
    if (path !== undefined) this.loader.load(path);
    if (path !== undefined && version !== undefined) throw new GoError('builtin version and custom schema provided, cannot use both');
    if (version !== undefined && version !== 'v1.21.2') throw new GoError('the specified OpenAPI version is not built in');
  }

  /** The whole build: MakeCustomizedResMap. */
  build(): Resources {
    if ((this.kustomization.buildMetadata ?? []).length > 0) this.origin = {};
    const { resources, fields, vars } = this.accumulate(emptyAccumulator());
    for (const resource of resources.list) {
      if (!resource.needsHash) continue;
      const hash = hashOf(resource);
      resource.rememberId();
      resource.name = `${resource.name}-${hash}`;
    }
    nameReferences(fields.nameReference)(resources);
    this.took('nameReferences', resources);
    this.resolveVars(resources, fields, [...vars.values()]);
    resources.list = resources.list.filter((resource) => {
      if (resource.isEmpty) return false;
      demandMetadata(resource);
      const local = resource.annotations.get('config.kubernetes.io/local-config');
      return local === undefined || local === 'false';
    });
    return resources;
  }

  private took(what: string, resources: Resources): void {
    this.surroundings.took?.(this.loader.root, what, resources);
  }

  private resolveVars(resources: Resources, fields: FieldsConfig, vars: readonly Var[]): void {
    const values = varValues([...vars].sort((a, b) => (a.name < b.name ? -1 : 1)), resources.list);
    if (values.size === 0) return;
    const used = new Set<string>();
    const error = caught(() => replaceVars(values, fields.varReference, used, this.surroundings.warn)(resources));
    const unused = [...values.keys()].filter((name) => !used.has(name));
    if (unused.length > 0) this.surroundings.warn(`well-defined vars that were never replaced: ${unused.join(',')}`);
    if (error !== undefined) throw error;
  }

  private accumulate(start: Accumulator): Accumulator {
    const { kustomization, loader } = this;
    let all = within('accumulating resources', () => this.accumulateResources(start, kustomization.resources ?? []));
    this.took('resources', all.resources);
    all.fields = mergeFields(all.fields, defaultFields());
    for (const path of kustomization.configurations ?? []) all.fields = mergeFields(all.fields, readFields(loader.load(path)));
    for (const path of kustomization.crds ?? []) {
      all.fields = mergeFields(all.fields, within(`loading CRDs [${kustomization.crds!.join(' ')}]`, () => readCrds(loader.load(path))));
    }
    this.runGenerators(all);
    all = within('accumulating components', () => this.accumulateComponents(all, kustomization.components ?? []));
    this.runTransformers(all);
    this.runValidators(all);
    within(`merging vars [${(kustomization.vars ?? []).map(printVar).join(' ')}]`, () => this.mergeVars(all, kustomization.vars ?? []));
    return all;
  }

  private accumulateResources(all: Accumulator, paths: readonly string[]): Accumulator {
    for (const path of paths) {
      const error = caught(() => this.accumulateFile(all, path));
      if (error === undefined) continue;
      let loader: Loader;
      try {
        loader = this.loader.at(path);
      } catch (second) {
        if (!(second instanceof GoError)) throw second;
        if (error.message.includes('MalformedYAMLError')) throw error;
        throw new GoError(`accumulation err='${error.message}': ${second.message}`);
      }
      within(`accumulation err='${error.message}'`, () => this.inside(path, () => this.accumulateFolder(all, loader, false)));
    }
    return all;
  }

  /** What comes from there says so. */
  private inside<T>(path: string, act: () => T): T {
    const { origin } = this;
    if (origin !== undefined) this.origin = { ...origin, path: joinRelative(origin.path ?? '', path) };
    try {
      return act();
    } finally {
      this.origin = origin;
    }
  }

  private accumulateComponents(start: Accumulator, paths: readonly string[]): Accumulator {
    let all = start;
    for (const path of paths) {
      const loader = within((error) => `loader.New ${quote(error)}`, () => this.loader.at(path));
      all = within((error) => `accumulateDirectory: ${quote(error)}`, () => this.inside(path, () => this.accumulateFolder(all, loader, true)));
    }
    return all;
  }

  private accumulateFolder(all: Accumulator, loader: Loader, isComponent: boolean): Accumulator {
    const target = within(`couldn't make target for path '${loader.root}'`, () => new Target(loader, this.surroundings));
    target.origin = this.origin;
    const { kind = '' } = target.kustomization;
    if (isComponent && kind !== COMPONENT) throw new GoError(`expected kind '${COMPONENT}' for path '${loader.root}' but got '${kind}'`);
    if (!isComponent && kind === COMPONENT) throw new GoError(`expected kind != '${COMPONENT}' for path '${loader.root}'`);
    const part = within(`recursed accumulation of path '${loader.root}'`, () => target.accumulate(isComponent ? all : emptyAccumulator()));
    if (isComponent) return part;
    within(`recursed merging from path '${loader.root}'`, () => {
      all.resources.appendAll(part.resources.list);
      all.fields = mergeFields(all.fields, part.fields);
      for (const one of part.vars.values()) addVar(all, one);
    });
    return all;
  }

  private accumulateFile(all: Accumulator, path: string): void {
    const read = new Resources();
    within(`accumulating resources from '${path}'`, () => read.appendAll(readResources(this.loader.load(path), path)));
    if (this.origin !== undefined) {
      const origin = printOrigin({ ...this.origin, path: joinRelative(this.origin.path ?? '', path) });
      for (const resource of read.list) resource.annotate(ORIGIN, origin);
    }
    within(`merging resources from '${path}'`, () => all.resources.appendAll(read.list));
  }

  private configuredBy(plugin: string): Origin | undefined {
    return this.origin === undefined ? undefined : { configuredIn: joinRelative(this.origin.path ?? '', this.fileName), configuredBy: { apiVersion: 'builtin', kind: plugin } };
  }

  private runGenerators({ resources }: Accumulator): void {
    const { kustomization, loader } = this;
    const generators: { readonly plugin: string; readonly generate: () => Resource; readonly origin: Origin | undefined }[] = [];
    for (const [kind, entries] of [['ConfigMap', kustomization.configMapGenerator], ['Secret', kustomization.secretGenerator]] as const) {
      for (const args of entries ?? []) {
        const options = mergeOptions(args.options, kustomization.generatorOptions);
        generators.push({ plugin: `${kind}Generator`, generate: () => generate(kind, options === undefined ? args : { ...args, options }, loader), origin: this.configuredBy(`${kind}Generator`) });
      }
    }
    refuseCharts(kustomization.helmCharts);
    refuseCharts(kustomization.helmChartInflationGenerator);
    for (const plugin of within('loading generator plugins', () => this.external(kustomization.generators ?? []))) {
      const loaded = within('loading generator plugins: failed to load generator', () => loadGenerator(plugin, loader));
      generators.push({ plugin: plugin.kind, generate: loaded.generate, origin: originOfPlugin(plugin) });
    }
    for (const { plugin, generate: make, origin } of generators) {
      const made = make();
      if (origin !== undefined) addOrigin(made, origin);
      within(`merging from generator &{0xc000000000 ${origin === undefined ? '<nil>' : '0xc000000000'}}`, () => resources.absorb(made));
      this.took(plugin, resources);
    }
  }

  /** Plugins written out where they are listed, or in files and folders. */
  private external(entries: readonly string[]): readonly Resource[] {
    const all = emptyAccumulator();
    const paths: string[] = [];
    for (const entry of entries) {
      let inline: readonly Resource[] = [];
      if (caught(() => { inline = readResources(entry); }) !== undefined) {
        paths.push(entry);
        continue;
      }
      if (this.origin !== undefined) for (const one of inline) setOrigin(one, { ...this.origin, path: joinRelative(this.origin.path ?? '', this.fileName) });
      all.resources.appendAll(inline);
    }
    return this.accumulateResources(all, paths).resources.list;
  }

  private externalTransformers(entries: readonly string[]): { plugin: string; transform: Transformer; origin: Origin | undefined }[] {
    return this.external(entries).map((plugin) => {
      const loaded = loadPlugin(plugin, this.loader);
      if (!('transform' in loaded)) throw new GoError(`plugin ${printId(plugin.originalId)} not a transformer`);
      return { plugin: plugin.kind, transform: loaded.transform, origin: originOfPlugin(plugin) };
    });
  }

  private runTransformers({ resources, fields }: Accumulator): void {
    const all = [
      ...fieldTransformers(this.kustomization, fields, this.loader).map(({ plugin, transform, idle }) => ({ plugin, transform, idle, origin: this.configuredBy(plugin) })),
      ...this.externalTransformers(this.kustomization.transformers ?? []).map((one) => ({ ...one, idle: false })),
    ];
    for (const { plugin, transform, idle, origin } of all) {
      transform(resources);
      if (origin !== undefined) resources.list.forEach((resource) => addTransformation(resource, origin));
      resources.dropEmpty();
      if (idle !== true) this.took(plugin, resources);
    }
  }

  private runValidators({ resources }: Accumulator): void {
    for (const { transform } of this.externalTransformers(this.kustomization.validators ?? [])) {
      const before = resources.list.map((resource) => ({ id: resource.id, yaml: resource.yaml }));
      transform(resources);
      const missing = before.find(({ id }) => !resources.list.some((resource) => keyOf(resource.id) === keyOf(id)));
      if (missing !== undefined) throw new GoError(`validator shouldn't modify the resource map: id in self missing from other; id: ${printId(missing.id)}`);
      if (before.map(({ yaml }) => yaml).join() !== resources.list.map(({ yaml }) => yaml).join()) throw new GoError("validator shouldn't modify the resource map: nodes unequal");
    }
  }

  private mergeVars(all: Accumulator, vars: readonly VarValue[]): void {
    for (const value of vars.map(defaulted)) {
      const id: ResId = { group: '', version: '', kind: '', name: '', namespace: '', ...value.objref, clusterScoped: false };
      const matched = all.resources.byAnyId((other) => (id.namespace === '' ? sameNameAndGvk(id, other) : sameId(id, other)));
      if (matched.length > 1) throw new GoError(`found ${matched.length} resId matches for var ${printVar(value)} (unable to disambiguate)`);
      matched[0]?.varNames.push(value.name ?? '');
    }
    for (const value of vars.map(defaulted)) {
      const fieldPath = value.fieldref?.fieldPath || 'metadata.name';
      addVar(all, { name: value.name ?? '', fieldPath, printed: printVar({ ...value, fieldref: { fieldPath } }) });
    }
  }
}

function addVar({ vars }: Accumulator, one: Var): void {
  if (vars.has(one.name)) throw new GoError(`var '${one.name}' already encountered`);
  vars.set(one.name, one);
}
