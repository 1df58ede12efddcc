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

/** Its first version, as an entry of `versions`. */
export const DATABASE_V1 = `    - name: v1
      served: true
      storage: true
      subresources:
        status: {}
        scale:
          specReplicasPath: .spec.replicas
          statusReplicasPath: .status.replicas
          labelSelectorPath: .status.selector
      selectableFields:
        - jsonPath: .spec.engine
      additionalPrinterColumns:
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
                replicas:
                  type: integer
                  default: 3
                  minimum: 1
                  x-kubernetes-validations:
                    - rule: self % 2 == 1
                      message: replicas must be odd
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
export const DATABASE_CRD = HEAD + DATABASE_V1;

const TIER = `                tier:
                  type: string
                  default: small
                  enum: ["small", "large"]
                replicas:
                  type: integer
                  default: 3`;

/** A second version that is served and has one field more. Its selectable fields are others than those of v1: what all versions have alike is put together before it is checked, and then wants one schema for all. */
export const DATABASE_CRD_V2 = DATABASE_CRD + DATABASE_V1.replace('- name: v1\n      served: true\n      storage: true', '- name: v2\n      served: true\n      storage: false')
  .replace('- jsonPath: .spec.engine\n      additional', '- jsonPath: .spec.engine\n        - jsonPath: .spec.tier\n      additional')
  .replace('                replicas:\n                  type: integer\n                  default: 3', TIER);
