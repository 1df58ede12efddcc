// Made by `npm run generate:api` from testdata/golden/schema (Kubernetes 1.36.3). Do not edit.
import type { GroupSchema } from '../../schema/group';
import { metaV1 } from './meta.v1';

/** The fields of apiextensions.k8s.io/v1; src/simulation/api/schema/parse.ts reads the lines. */
export const apiextensionsV1: GroupSchema = {
  name: 'apiextensions.v1',
  apiVersion: 'apiextensions.k8s.io/v1',
  kinds: 'CustomResourceDefinition',
  uses: [metaV1],
  types: `CustomResourceColumnDefinition description format jsonPath!+ name!+ priority:int32 type!+
CustomResourceConversion strategy!+~ConversionStrategyType webhook:WebhookConversion
CustomResourceDefinition apiVersion kind metadata+:meta.v1.ObjectMeta spec!+:CustomResourceDefinitionSpec status+:CustomResourceDefinitionStatus
CustomResourceDefinitionCondition lastTransitionTime+:Time message observedGeneration:int64 reason status!+~ConditionStatus type!+~CustomResourceDefinitionConditionType
CustomResourceDefinitionNames categories:[]string kind!+ listKind plural!+ shortNames:[]string singular
CustomResourceDefinitionSpec conversion:CustomResourceConversion group!+ names!+:CustomResourceDefinitionNames preserveUnknownFields:bool scope!+~ResourceScope versions!+:[]CustomResourceDefinitionVersion
CustomResourceDefinitionStatus acceptedNames+:CustomResourceDefinitionNames conditions+:[]CustomResourceDefinitionCondition*type observedGeneration:int64 storedVersions+:[]string
CustomResourceDefinitionVersion additionalPrinterColumns:[]CustomResourceColumnDefinition deprecated:bool deprecationWarning& name!+ schema:CustomResourceValidation selectableFields:[]SelectableField served!+:bool storage!+:bool subresources:CustomResourceSubresources
CustomResourceSubresourceScale labelSelectorPath& specReplicasPath!+ statusReplicasPath!+
CustomResourceSubresourceStatus 
CustomResourceSubresources scale:CustomResourceSubresourceScale status:CustomResourceSubresourceStatus
CustomResourceValidation openAPIV3Schema:JSONSchemaProps
ExternalDocumentation description url
JSONSchemaProps $ref $schema~JSONSchemaURL additionalItems:Any~JSONSchemaPropsOrBool additionalProperties:Any~JSONSchemaPropsOrBool allOf:[]JSONSchemaProps anyOf:[]JSONSchemaProps default:Any~JSON definitions:{}JSONSchemaProps~JSONSchemaDefinitions dependencies:{}Any~JSONSchemaDependencies description enum:[]Any~[]v1.JSON example:Any~JSON exclusiveMaximum:bool exclusiveMinimum:bool externalDocs:ExternalDocumentation format id items:Any~JSONSchemaPropsOrArray maxItems&:int64 maxLength&:int64 maxProperties&:int64 maximum&:double minItems&:int64 minLength&:int64 minProperties&:int64 minimum&:double multipleOf&:double not:JSONSchemaProps nullable:bool oneOf:[]JSONSchemaProps pattern patternProperties:{}JSONSchemaProps properties:{}JSONSchemaProps required:[]string title type uniqueItems:bool x-kubernetes-embedded-resource:bool x-kubernetes-int-or-string:bool x-kubernetes-list-map-keys:[]string x-kubernetes-list-type x-kubernetes-map-type x-kubernetes-preserve-unknown-fields:bool x-kubernetes-validations:[]ValidationRule~ValidationRules*rule@m,
SelectableField jsonPath!+
ServiceReference name!+ namespace!+ path& port&:int32
ValidationRule fieldPath message messageExpression optionalOldSelf&:bool reason&~FieldValueErrorReason(FieldValueDuplicate|FieldValueForbidden|FieldValueInvalid|FieldValueRequired) rule!+
WebhookClientConfig caBundle:bytes service:ServiceReference url&
WebhookConversion clientConfig:WebhookClientConfig conversionReviewVersions!+:[]string`,
};

export const apiextensionsV1Resources = `customresourcedefinitions CustomResourceDefinition cdxglpuw c crd,crds api-extensions status:gpu`;

export const apiextensionsV1Columns = `customresourcedefinitions|Name=name|Created At:date`;
