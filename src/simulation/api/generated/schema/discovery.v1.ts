// Made by `npm run generate:api` from testdata/golden/schema (Kubernetes 1.36.3). Do not edit.
import type { GroupSchema } from '../../schema/group';
import { coreV1 } from './core.v1';
import { metaV1 } from './meta.v1';

/** The fields of discovery.k8s.io/v1; src/simulation/api/schema/parse.ts reads the lines. */
export const discoveryV1: GroupSchema = {
  name: 'discovery.v1',
  apiVersion: 'discovery.k8s.io/v1',
  kinds: 'EndpointSlice',
  uses: [coreV1, metaV1],
  types: `Endpoint addresses!+:[]string* conditions+:EndpointConditions deprecatedTopology:{}string hints:EndpointHints hostname& nodeName& targetRef:core.v1.ObjectReference zone&
EndpointConditions ready&:bool serving&:bool terminating&:bool
EndpointHints forNodes:[]ForNode forZones:[]ForZone
EndpointPort% appProtocol& name& port&:int32 protocol&~Protocol(SCTP|TCP|UDP)
EndpointSlice addressType!+~AddressType(FQDN|IPv4|IPv6) apiVersion endpoints+:[]Endpoint kind metadata+:meta.v1.ObjectMeta ports+:[]EndpointPort
ForNode name!+
ForZone name!+`,
};

export const discoveryV1Resources = `endpointslices EndpointSlice cdxglpuw n - -`;

export const discoveryV1Columns = `endpointslices|Name=name|AddressType|Ports|Endpoints|Age`;
