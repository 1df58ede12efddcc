// Made by `npm run generate:api` from testdata/golden/schema (Kubernetes 1.36.3). Do not edit.
import type { GroupSchema } from '../../schema/group';
import { metaV1 } from './meta.v1';

/** The fields of certificates.k8s.io/v1; src/simulation/api/schema/parse.ts reads the lines. */
export const certificatesV1: GroupSchema = {
  name: 'certificates.v1',
  apiVersion: 'certificates.k8s.io/v1',
  kinds: 'CertificateSigningRequest',
  uses: [metaV1],
  types: `CertificateSigningRequest apiVersion kind metadata+:meta.v1.ObjectMeta spec!+:CertificateSigningRequestSpec status+:CertificateSigningRequestStatus
CertificateSigningRequestCondition lastTransitionTime+:Time lastUpdateTime+:Time message reason status!+~ConditionStatus type!+~RequestConditionType
CertificateSigningRequestSpec expirationSeconds&:int32 extra:{}[]string~map[string]v1.ExtraValue groups:[]string request!+:bytes signerName!+ uid usages:[]string~[]v1.KeyUsage(any|cert_sign|client_auth|code_signing|content_commitment|crl_sign|data_encipherment|decipher_only|digital_signature|email_protection|encipher_only|ipsec_end_system|ipsec_tunnel|ipsec_user|key_agreement|key_encipherment|microsoft_sgc|netscape_sgc|ocsp_signing|s/mime|server_auth|signing|timestamping) username
CertificateSigningRequestStatus certificate:bytes conditions:[]CertificateSigningRequestCondition*type`,
};

export const certificatesV1Resources = `certificatesigningrequests CertificateSigningRequest cdxglpuw c csr - approval:gpu status:gpu`;

export const certificatesV1Columns = `certificatesigningrequests|Name=name|Age|SignerName|Requestor|RequestedDuration|Condition`;
