/** The definition of Databases: the one that the page shows, and with a second version. */

const HEAD = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: databases.example.com
spec:
  group: example.com
  scope: Namespaced
  names:
    plural: databases
    singular: database
    kind: Database
    shortNames: ["db"]
    categories: ["all"]
  versions:
`;

interface Version {
  readonly name: string;
  readonly storage: boolean;
  /** The field that says how many there shall be. */
  readonly count: string;
  /** Fields that can be selected by, beside the engine. Each version has others: what all have alike is put together before it is checked, and then wants one schema for all. */
  readonly selectable?: readonly string[];
  /** Further properties of the spec. */
  readonly more?: string;
}

/** An entry of `versions`. */
const version = ({ name, storage, count, selectable = [], more = '' }: Version): string => `    - name: ${name}
      served: true
      storage: ${storage}
      subresources:
        status: {}
        scale:
          specReplicasPath: .spec.${count}
          statusReplicasPath: .status.replicas
          labelSelectorPath: .status.selector
      selectableFields:
        - jsonPath: .spec.engine
${selectable.map((field) => `        - jsonPath: ${field}\n`).join('')}      additionalPrinterColumns:
        - name: Engine
          type: string
          jsonPath: .spec.engine
        - name: Ready
          type: string
          jsonPath: .status.conditions[?(@.type=="Ready")].status
      schema:
        openAPIV3Schema:
          type: object
          required: ["spec"]
          properties:
            spec:
              type: object
              required: ["engine"]
              properties:
                engine:
                  type: string
                  enum: ["postgres", "mysql"]
                  x-kubernetes-validations:
                    - rule: self == oldSelf
                      message: engine is immutable
${more}                ${count}:
                  type: integer
                  default: 3
                  minimum: 1
                  x-kubernetes-validations:
                    - rule: self % 2 == 1
                      message: ${count} must be odd
            status:
              type: object
              properties:
                observedGeneration:
                  type: integer
                  format: int64
                replicas:
                  type: integer
                selector:
                  type: string
                conditions:
                  type: array
                  x-kubernetes-list-type: map
                  x-kubernetes-list-map-keys: ["type"]
                  items:
                    type: object
                    required: ["type", "status"]
                    properties:
                      type:
                        type: string
                      status:
                        type: string
                      reason:
                        type: string
                      message:
                        type: string
                      lastTransitionTime:
                        type: string
                        format: date-time
                      observedGeneration:
                        type: integer
                        format: int64
`;

/** docs/manifests/crds-and-operators/database-crd.yaml; a test holds them together. */
export const DATABASE_CRD = HEAD + version({ name: 'v1', storage: true, count: 'replicas' });

const TIER = `                tier:
                  type: string
                  default: small
                  enum: ["small", "large"]
`;

/** A second version that is served and has one field more. */
export const DATABASE_CRD_V2 = DATABASE_CRD + version({ name: 'v2', storage: false, count: 'replicas', selectable: ['.spec.tier'], more: TIER });

/** A second version that calls `members` what v1 calls `replicas`: one has to be converted into the other. */
export const DATABASE_CRD_RENAMED = DATABASE_CRD + version({ name: 'v2', storage: false, count: 'members', selectable: ['.spec.members'] });
