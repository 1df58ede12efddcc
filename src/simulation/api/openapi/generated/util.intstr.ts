// Made by scripts/kubectl/openapi.ts from k8s.io/kubernetes v1.36.3 pkg/generated/openapi. Do not edit.
import type { OpenApiSchemas } from '../types';

export const utilIntstr = JSON.parse("{\"util.intstr.IntOrString\":{\"description\":\"IntOrString is a type that can hold an int32 or a string.  When used in JSON or YAML marshalling and unmarshalling, it produces or consumes the inner type.  This allows you to have, for example, a JSON field that can accept a name or number.\"}}") as OpenApiSchemas;
