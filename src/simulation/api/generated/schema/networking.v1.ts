// Made by `npm run generate:api` from testdata/golden/schema (Kubernetes 1.36.3). Do not edit.
import type { GroupSchema } from '../../schema/group';
import { coreV1 } from './core.v1';
import { metaV1 } from './meta.v1';

/** The fields of networking.k8s.io/v1; src/simulation/api/schema/parse.ts reads the lines. */
export const networkingV1: GroupSchema = {
  name: 'networking.v1',
  apiVersion: 'networking.k8s.io/v1',
  kinds: 'Ingress IngressClass NetworkPolicy IPAddress ServiceCIDR',
  uses: [coreV1, metaV1],
  types: `HTTPIngressPath backend!+:IngressBackend path pathType!+&~PathType(Exact|ImplementationSpecific|Prefix)
HTTPIngressRuleValue paths!+:[]HTTPIngressPath
IPAddress apiVersion kind metadata+:meta.v1.ObjectMeta spec!+:IPAddressSpec
IPAddressSpec parentRef!:ParentReference
IPBlock cidr!+ except:[]string
Ingress apiVersion kind metadata+:meta.v1.ObjectMeta spec+:IngressSpec status+:IngressStatus
IngressBackend resource:core.v1.TypedLocalObjectReference service:IngressServiceBackend
IngressClass apiVersion kind metadata+:meta.v1.ObjectMeta spec+:IngressClassSpec
IngressClassParametersReference apiGroup& kind!+ name!+ namespace& scope+&
IngressClassSpec controller parameters:IngressClassParametersReference
IngressLoadBalancerIngress hostname ip ports:[]IngressPortStatus
IngressLoadBalancerStatus ingress:[]IngressLoadBalancerIngress
IngressPortStatus error& port!+:int32 protocol!+~Protocol(SCTP|TCP|UDP)
IngressRule ^IngressRuleValue host
IngressRuleValue http:HTTPIngressRuleValue
IngressServiceBackend name!+ port+:ServiceBackendPort
IngressSpec defaultBackend:IngressBackend ingressClassName& rules:[]IngressRule tls:[]IngressTLS
IngressStatus loadBalancer+:IngressLoadBalancerStatus
IngressTLS hosts:[]string secretName
NetworkPolicy apiVersion kind metadata+:meta.v1.ObjectMeta spec+:NetworkPolicySpec
NetworkPolicyEgressRule ports:[]NetworkPolicyPort to:[]NetworkPolicyPeer
NetworkPolicyIngressRule from:[]NetworkPolicyPeer ports:[]NetworkPolicyPort
NetworkPolicyPeer ipBlock:IPBlock namespaceSelector:meta.v1.LabelSelector podSelector:meta.v1.LabelSelector
NetworkPolicyPort endPort&:int32 port:IntOrString protocol&~Protocol(SCTP|TCP|UDP)
NetworkPolicySpec egress:[]NetworkPolicyEgressRule ingress:[]NetworkPolicyIngressRule podSelector+:meta.v1.LabelSelector policyTypes:[]string~[]v1.PolicyType(Egress|Ingress)
ParentReference group name! namespace resource!
ServiceBackendPort% name number:int32
ServiceCIDR apiVersion kind metadata+:meta.v1.ObjectMeta spec+:ServiceCIDRSpec status+:ServiceCIDRStatus
ServiceCIDRSpec cidrs:[]string
ServiceCIDRStatus conditions:[]meta.v1.Condition*type@m,`,
};

export const networkingV1Resources = `ingressclasses IngressClass cdxglpuw c - -
ingresses Ingress cdxglpuw n ing - status:gpu
ipaddresses IPAddress cdxglpuw c ip -
networkpolicies NetworkPolicy cdxglpuw n netpol -
servicecidrs ServiceCIDR cdxglpuw c - - status:gpu`;

export const networkingV1Columns = `ingressclasses|Name=name|Controller|Parameters|Age
ingresses|Name=name|Class|Hosts|Address|Ports|Age
ipaddresses|Name=name|ParentRef
networkpolicies|Name=name|Pod-Selector|Age
servicecidrs|Name=name|CIDRs|Age`;
