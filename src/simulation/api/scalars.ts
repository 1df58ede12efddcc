/** What stands in an API object's fields besides objects, as the API's JSON has it. */

/** A quantity in canonical form (`500m`, `1Gi`): apimachinery api/resource. */
export type Quantity = string;
/** A number, or a string as the field allows it (a percentage, a port's name): apimachinery util/intstr. */
export type IntOrString = number | string;
/** RFC 3339 with seconds: apimachinery meta/v1 Time. */
export type Time = string;
/** RFC 3339 with microseconds: apimachinery meta/v1 MicroTime. */
export type MicroTime = string;
/** Any JSON, kept as it came. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };
