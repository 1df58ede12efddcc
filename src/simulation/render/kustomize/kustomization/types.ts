/** What a kustomization file may say (api/types). */
import type { Struct } from './decode';

const struct = (name: string, fields: Struct['fields'], embedded: Struct['embedded'] = {}): Struct => ({ name, fields, embedded });
const inside = (name: string, fields: readonly string[]): Readonly<Record<string, string>> => Object.fromEntries(fields.map((field) => [field, name]));
const IN_GVK = inside('Gvk', ['group', 'version', 'kind']);
const IN_RES_ID = { ...inside('ResId.Gvk', ['group', 'version', 'kind']), ...inside('ResId', ['name', 'namespace']) };
const IN_GENERATOR = { ...inside('GeneratorArgs', ['namespace', 'name', 'behavior', 'options']), ...inside('GeneratorArgs.KvPairSources', ['literals', 'files', 'envs', 'env']) };
const GVK = { group: 'string', version: 'string', kind: 'string' } as const;
const RES_ID = { ...GVK, name: 'string', namespace: 'string' } as const;

const FIELD_SPEC = struct('FieldSpec', { ...GVK, path: 'string', create: 'bool' }, IN_GVK);
const GENERATOR_OPTIONS = struct('GeneratorOptions', { labels: 'textMap', annotations: 'textMap', disableNameSuffixHash: 'bool', immutable: 'bool' });
const GENERATOR_ARGS = {
  namespace: 'string', name: 'string', behavior: 'string', literals: 'texts', files: 'texts', envs: 'texts', env: 'string', options: GENERATOR_OPTIONS,
} as const;
const SELECTOR = struct('Selector', { ...RES_ID, annotationSelector: 'string', labelSelector: 'string' }, IN_RES_ID);
const PATCH = struct('Patch', { path: 'string', patch: 'string', target: SELECTOR, options: struct('PatchArgs', { allowNameChange: 'bool', allowKindChange: 'bool' }) });
const FIELD_OPTIONS = struct('FieldOptions', { delimiter: 'string', index: 'int', encoding: 'string', create: 'bool' });
export const REPLACEMENT = struct('Replacement', {
  source: struct('SourceSelector', { ...RES_ID, fieldPath: 'string', options: FIELD_OPTIONS }, IN_RES_ID),
  targets: [struct('TargetSelector', { select: SELECTOR, reject: [SELECTOR], fieldPaths: 'texts', options: FIELD_OPTIONS })],
  sourceValue: 'string',
});
const METADATA = struct('ObjectMeta', { name: 'string', namespace: 'string', labels: 'textMap', annotations: 'textMap' });
const IMAGE = struct('Image', { name: 'string', newName: 'string', tagSuffix: 'string', newTag: 'string', digest: 'string' });
const REPLICA = struct('Replica', { name: 'string', count: 'int64' });

export const TRANSFORMER_CONFIG = struct('TransformerConfig', {
  namePrefix: [FIELD_SPEC], nameSuffix: [FIELD_SPEC], namespace: [FIELD_SPEC], commonLabels: [FIELD_SPEC], labels: [FIELD_SPEC], templateLabels: [FIELD_SPEC],
  commonAnnotations: [FIELD_SPEC], nameReference: [struct('NameBackReferences', { ...GVK, fieldSpecs: [FIELD_SPEC] }, IN_GVK)], varReference: [FIELD_SPEC], images: [FIELD_SPEC], replicas: [FIELD_SPEC],
});

export const KUSTOMIZATION = struct('Kustomization', {
  apiVersion: 'string', kind: 'string', metadata: METADATA, openapi: 'textMap', namePrefix: 'string', nameSuffix: 'string', namespace: 'string', commonLabels: 'textMap',
  labels: [struct('Label', { pairs: 'textMap', includeSelectors: 'bool', includeTemplates: 'bool', fields: [FIELD_SPEC] })],
  commonAnnotations: 'textMap', patchesStrategicMerge: 'texts', patchesJson6902: [PATCH], patches: [PATCH], images: [IMAGE], imageTags: [IMAGE],
  replacements: [struct('ReplacementField', { ...REPLACEMENT.fields, path: 'string' }, inside('Replacement', Object.keys(REPLACEMENT.fields)))],
  replicas: [REPLICA],
  vars: [struct('Var', {
    name: 'string', objref: struct('Target', { ...RES_ID, apiVersion: 'string' }, IN_GVK), fieldref: struct('FieldSelector', { fieldPath: 'string' }),
  })],
  sortOptions: struct('SortOptions', { order: 'string', legacySortOptions: struct('LegacySortOptions', { orderFirst: 'texts', orderLast: 'texts' }) }),
  resources: 'texts', components: 'texts', crds: 'texts', bases: 'texts',
  configMapGenerator: [struct('ConfigMapArgs', GENERATOR_ARGS, IN_GENERATOR)], secretGenerator: [struct('SecretArgs', { ...GENERATOR_ARGS, type: 'string' }, IN_GENERATOR)],
  helmGlobals: 'any', helmCharts: 'any', helmChartInflationGenerator: 'any', generatorOptions: GENERATOR_OPTIONS,
  configurations: 'texts', generators: 'texts', transformers: 'texts', validators: 'texts', buildMetadata: 'texts',
}, inside('TypeMeta', ['apiVersion', 'kind']));

/** The configurations of the built-in plugins, when they stand in files of their own. */
export const PLUGIN = struct('Plugin', {
  apiVersion: 'string', kind: 'string', metadata: METADATA, fieldSpecs: [FIELD_SPEC], annotations: 'textMap', labels: 'textMap', prefix: 'string', suffix: 'string',
  imageTag: IMAGE, replica: REPLICA, unsetOnly: 'bool', setRoleBindingSubjects: 'string', path: 'string', patch: 'string', jsonOp: 'string', target: SELECTOR,
  options: struct('PatchArgs', { ...GENERATOR_OPTIONS.fields, allowNameChange: 'bool', allowKindChange: 'bool' }), paths: 'texts', patches: 'string',
  replacements: KUSTOMIZATION.fields.replacements!, ...Object.fromEntries(Object.entries(GENERATOR_ARGS).filter(([name]) => name !== 'options')), type: 'string',
});

export type Texts = ReadonlyMap<string, string>;
export interface FieldSpecValue {
  readonly group?: string;
  readonly version?: string;
  readonly kind?: string;
  readonly path?: string;
  readonly create?: boolean;
}
export interface IdValue {
  readonly group?: string;
  readonly version?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
}
export interface SelectorValue extends IdValue {
  readonly annotationSelector?: string;
  readonly labelSelector?: string;
}
export interface GeneratorOptions {
  readonly labels?: Texts;
  readonly annotations?: Texts;
  readonly disableNameSuffixHash?: boolean;
  readonly immutable?: boolean;
}
export interface GeneratorArgs {
  readonly namespace?: string;
  readonly name?: string;
  readonly behavior?: string;
  readonly literals?: readonly string[];
  readonly files?: readonly string[];
  readonly envs?: readonly string[];
  readonly env?: string;
  readonly options?: GeneratorOptions;
  readonly type?: string;
}
export interface PatchValue {
  readonly path?: string;
  readonly patch?: string;
  readonly target?: SelectorValue;
  readonly options?: { readonly allowNameChange?: boolean; readonly allowKindChange?: boolean };
}
export interface FieldOptions {
  readonly delimiter?: string;
  readonly index?: number;
  readonly create?: boolean;
}
export interface ReplacementValue {
  readonly source?: IdValue & { readonly fieldPath?: string; readonly options?: FieldOptions };
  readonly targets?: readonly { readonly select?: SelectorValue; readonly reject?: readonly SelectorValue[]; readonly fieldPaths?: readonly string[]; readonly options?: FieldOptions }[];
  readonly sourceValue?: string;
  readonly path?: string;
}
export interface ImageValue {
  readonly name?: string;
  readonly newName?: string;
  readonly tagSuffix?: string;
  readonly newTag?: string;
  readonly digest?: string;
}
export interface VarValue {
  readonly name?: string;
  readonly objref?: IdValue & { readonly apiVersion?: string };
  readonly fieldref?: { readonly fieldPath?: string };
}
export interface SortOptions {
  readonly order?: string;
  readonly legacySortOptions?: { readonly orderFirst?: readonly string[]; readonly orderLast?: readonly string[] };
}
export interface Kustomization {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly openapi?: Texts;
  readonly namePrefix?: string;
  readonly nameSuffix?: string;
  readonly namespace?: string;
  readonly commonLabels?: Texts;
  readonly labels?: readonly { readonly pairs?: Texts; readonly includeSelectors?: boolean; readonly includeTemplates?: boolean; readonly fields?: readonly FieldSpecValue[] }[];
  readonly commonAnnotations?: Texts;
  readonly patchesStrategicMerge?: readonly string[];
  readonly patchesJson6902?: readonly PatchValue[];
  readonly patches?: readonly PatchValue[];
  readonly images?: readonly ImageValue[];
  readonly imageTags?: readonly ImageValue[];
  readonly replacements?: readonly ReplacementValue[];
  readonly replicas?: readonly { readonly name?: string; readonly count?: number }[];
  readonly vars?: readonly VarValue[];
  readonly sortOptions?: SortOptions;
  readonly resources?: readonly string[];
  readonly components?: readonly string[];
  readonly crds?: readonly string[];
  readonly bases?: readonly string[];
  readonly configMapGenerator?: readonly GeneratorArgs[];
  readonly secretGenerator?: readonly GeneratorArgs[];
  readonly helmCharts?: unknown;
  readonly helmChartInflationGenerator?: unknown;
  readonly generatorOptions?: GeneratorOptions;
  readonly configurations?: readonly string[];
  readonly generators?: readonly string[];
  readonly transformers?: readonly string[];
  readonly validators?: readonly string[];
  readonly buildMetadata?: readonly string[];
}
export interface PluginValue extends PatchValue, GeneratorArgs {
  readonly metadata?: { readonly name?: string; readonly namespace?: string };
  readonly fieldSpecs?: readonly FieldSpecValue[];
  readonly annotations?: Texts;
  readonly labels?: Texts;
  readonly prefix?: string;
  readonly suffix?: string;
  readonly imageTag?: ImageValue;
  readonly replica?: { readonly name?: string; readonly count?: number };
  readonly unsetOnly?: boolean;
  readonly setRoleBindingSubjects?: string;
  readonly jsonOp?: string;
  readonly paths?: readonly string[];
  readonly patches?: string;
  readonly replacements?: readonly ReplacementValue[];
  readonly options?: GeneratorOptions & { readonly allowNameChange?: boolean; readonly allowKindChange?: boolean };
}
