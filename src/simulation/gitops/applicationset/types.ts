/** The parts of an ApplicationSet (argoproj.io/v1alpha1) that its controller works with. Generators that ask other services are not part of this model. */
import type { Application } from '../decide/application';
import type { IgnoredFields } from '../settings/resource-overrides';
import type { JsonObject } from '../objects';

export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly { readonly key: string; readonly operator: string; readonly values?: readonly string[] }[];
}

export interface ListGenerator {
  readonly elements?: readonly JsonObject[];
  readonly elementsYaml?: string;
  readonly template?: JsonObject;
}

export interface ClusterGenerator {
  readonly selector?: LabelSelector;
  readonly values?: Readonly<Record<string, string>>;
  readonly flatList?: boolean;
  readonly template?: JsonObject;
}

export interface GitGenerator {
  readonly repoURL?: string;
  readonly revision?: string;
  readonly directories?: readonly { readonly path: string; readonly exclude?: boolean }[];
  readonly files?: readonly { readonly path: string; readonly exclude?: boolean }[];
  readonly values?: Readonly<Record<string, string>>;
  readonly pathParamPrefix?: string;
  readonly template?: JsonObject;
}

export interface Generator {
  readonly list?: ListGenerator;
  readonly clusters?: ClusterGenerator;
  readonly git?: GitGenerator;
  readonly matrix?: { readonly generators?: readonly Generator[]; readonly template?: JsonObject };
  readonly merge?: { readonly generators?: readonly Generator[]; readonly mergeKeys?: readonly string[]; readonly template?: JsonObject };
  readonly selector?: LabelSelector;
}

export interface ApplicationSet {
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec: {
    readonly generators?: readonly Generator[];
    readonly template?: JsonObject;
    readonly templatePatch?: string;
    readonly goTemplate?: boolean;
    readonly goTemplateOptions?: readonly string[];
    readonly syncPolicy?: { readonly preserveResourcesOnDeletion?: boolean; readonly applicationsSync?: Policy };
    readonly preservedFields?: { readonly annotations?: readonly string[]; readonly labels?: readonly string[] };
    readonly ignoreApplicationDifferences?: readonly (IgnoredFields & { readonly name?: string })[];
  };
}

export type Policy = 'sync' | 'create-only' | 'create-update' | 'create-delete';

/** A cluster that Argo CD knows: its secret. */
export interface ClusterSecret {
  readonly name: string;
  readonly server: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly project?: string;
}

/** What generators look at. */
export interface World {
  /** The folders of the repository, as the repo server lists them. */
  readonly directories: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  readonly clusters: readonly ClusterSecret[];
  readonly projects: readonly string[];
}

/** An Application as JSON, for what templates may say beyond {@link Application}. */
export type ApplicationJson = Application & JsonObject;
