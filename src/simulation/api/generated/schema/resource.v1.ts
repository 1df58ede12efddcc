// Made by `npm run generate:api` from testdata/golden/schema (Kubernetes 1.36.3). Do not edit.
import type { GroupSchema } from '../../schema/group';
import { coreV1 } from './core.v1';
import { metaV1 } from './meta.v1';

/** The fields of resource.k8s.io/v1; src/simulation/api/schema/parse.ts reads the lines. */
export const resourceV1: GroupSchema = {
  name: 'resource.v1',
  apiVersion: 'resource.k8s.io/v1',
  kinds: 'ResourceClaim ResourceClaimTemplate DeviceClass ResourceSlice',
  uses: [coreV1, metaV1],
  types: `AllocatedDeviceStatus conditions+:[]meta.v1.Condition*type data:Any device!+ driver!+ networkData:NetworkDeviceData pool!+ shareID&
AllocationResult allocationTimestamp:Time devices+:DeviceAllocationResult nodeSelector:core.v1.NodeSelector
CELDeviceSelector expression!+
CapacityRequestPolicy default+&:Quantity validRange:CapacityRequestPolicyRange validValues:[]Quantity
CapacityRequestPolicyRange max:Quantity min!:Quantity step:Quantity
CapacityRequirements requests:{}Quantity~map[v1.QualifiedName]resource.Quantity
Counter value!+:Quantity
CounterSet counters!:{}Counter name!+
Device allNodes&:bool allowMultipleAllocations&:bool attributes:{}DeviceAttribute~map[v1.QualifiedName]v1.DeviceAttribute bindingConditions:[]string bindingFailureConditions:[]string bindsToNode&:bool capacity:{}DeviceCapacity~map[v1.QualifiedName]v1.DeviceCapacity consumesCounters:[]DeviceCounterConsumption name!+ nodeAllocatableResourceMappings:{}NodeAllocatableResourceMapping~map[v1.ResourceName]v1.NodeAllocatableResourceMapping nodeName& nodeSelector:core.v1.NodeSelector taints:[]DeviceTaint
DeviceAllocationConfiguration ^DeviceConfiguration requests:[]string source!+~AllocationConfigSource(FromClaim|FromClass)
DeviceAllocationResult config:[]DeviceAllocationConfiguration results:[]DeviceRequestAllocationResult
DeviceAttribute bool&:bool bools:[]bool int&:int64 ints:[]int64 string& strings:[]string version& versions:[]string
DeviceCapacity requestPolicy:CapacityRequestPolicy value!+:Quantity
DeviceClaim config:[]DeviceClaimConfiguration constraints:[]DeviceConstraint requests+:[]DeviceRequest
DeviceClaimConfiguration ^DeviceConfiguration requests:[]string
DeviceClass apiVersion kind metadata+:meta.v1.ObjectMeta spec!+:DeviceClassSpec
DeviceClassConfiguration ^DeviceConfiguration
DeviceClassSpec config:[]DeviceClassConfiguration extendedResourceName& selectors:[]DeviceSelector
DeviceConfiguration opaque:OpaqueDeviceConfiguration
DeviceConstraint distinctAttribute&~FullyQualifiedName matchAttribute&~FullyQualifiedName requests:[]string
DeviceCounterConsumption counterSet!+ counters!:{}Counter
DeviceRequest exactly:ExactDeviceRequest firstAvailable:[]DeviceSubRequest name!+
DeviceRequestAllocationResult adminAccess&:bool bindingConditions:[]string bindingFailureConditions:[]string consumedCapacity:{}Quantity~map[v1.QualifiedName]resource.Quantity device!+ driver!+ pool!+ request!+ shareID&~types.UID tolerations:[]DeviceToleration
DeviceSelector cel:CELDeviceSelector
DeviceSubRequest allocationMode~DeviceAllocationMode(All|ExactCount) capacity:CapacityRequirements count:int64 deviceClassName!+ name!+ selectors:[]DeviceSelector tolerations:[]DeviceToleration
DeviceTaint effect!+~DeviceTaintEffect(NoExecute|NoSchedule|None) key!+ timeAdded:Time value
DeviceToleration effect~DeviceTaintEffect(NoExecute|NoSchedule|None) key operator~DeviceTolerationOperator#Equal(Equal|Exists) tolerationSeconds&:int64 value
ExactDeviceRequest adminAccess&:bool allocationMode~DeviceAllocationMode(All|ExactCount) capacity:CapacityRequirements count:int64 deviceClassName!+ selectors:[]DeviceSelector tolerations:[]DeviceToleration
NetworkDeviceData hardwareAddress interfaceName ips:[]string
NodeAllocatableResourceMapping allocationMultiplier:Quantity capacityKey&~QualifiedName
OpaqueDeviceConfiguration driver!+ parameters!+:Any
ResourceClaim apiVersion kind metadata+:meta.v1.ObjectMeta spec!+:ResourceClaimSpec status+:ResourceClaimStatus
ResourceClaimConsumerReference apiGroup name!+ resource!+ uid!+~types.UID
ResourceClaimSpec devices+:DeviceClaim
ResourceClaimStatus allocation:AllocationResult devices:[]AllocatedDeviceStatus*driver,device,pool,shareID reservedFor:[]ResourceClaimConsumerReference*uid@m,
ResourceClaimTemplate apiVersion kind metadata+:meta.v1.ObjectMeta spec!+:ResourceClaimTemplateSpec
ResourceClaimTemplateSpec metadata+:meta.v1.ObjectMeta spec!+:ResourceClaimSpec
ResourcePool generation!+:int64 name!+ resourceSliceCount!+:int64
ResourceSlice apiVersion kind metadata+:meta.v1.ObjectMeta spec!+:ResourceSliceSpec
ResourceSliceSpec allNodes&:bool devices:[]Device driver!+ nodeName& nodeSelector:core.v1.NodeSelector perDeviceNodeSelection&:bool pool!+:ResourcePool sharedCounters:[]CounterSet`,
};

export const resourceV1Resources = `deviceclasses DeviceClass cdxglpuw c - -
resourceclaims ResourceClaim cdxglpuw n - - status:gpu
resourceclaimtemplates ResourceClaimTemplate cdxglpuw n - -
resourceslices ResourceSlice cdxglpuw c - -`;

export const resourceV1Columns = `deviceclasses|Name=name|Age
resourceclaims|Name=name|State|Age
resourceclaimtemplates|Name=name|Age
resourceslices|Name=name|Node|Driver|Pool|Age`;
