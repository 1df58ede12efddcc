/** A schema of an OpenAPI v3 document, as far as clients read it (k8s.io/kube-openapi pkg/validation/spec). */
export interface OpenApiSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, OpenApiSchema>>;
  readonly items?: OpenApiSchema;
  readonly additionalProperties?: OpenApiSchema | boolean;
  readonly allOf?: readonly OpenApiSchema[];
  readonly required?: readonly string[];
  readonly enum?: readonly unknown[];
  readonly externalDocs?: { readonly description?: string; readonly url?: string };
}

/** The schemas of a document by name (`core.v1.Pod`); a `$ref` is such a name. */
export type OpenApiSchemas = Readonly<Record<string, OpenApiSchema>>;
