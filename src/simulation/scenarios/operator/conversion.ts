/** Databases in two versions whose fields have other names, and the server that converts between them. */
import type { Catalogue } from '../../cluster/images/catalogue';
import { encodeBase64 } from '../../base/go/base64';
import { certificatePem } from '../../network/tls/pem';
import { DATABASE_CRD_RENAMED } from './definition';
import { OPERATOR } from './install';

const CONVERTER = 'database-converter';
const PORT = 9443;

export const CONVERTER_IMAGES: Catalogue = {
  'registry.k8s.example/database-converter': {
    words: ['rss=20Mi', 'pull=1s', 'pull-again=200ms', `tls=${PORT}`, `port=${PORT}@300ms`, 'log=Serving webhook server', 'term=200ms:0'], tags: ['1.0'], size: 11_000_000,
    converts: { port: PORT, group: 'example.com', kind: 'Database', moved: { v1: [], v2: [['spec.members', 'spec.replicas']] } },
  },
};

/** What has signed for the server. */
const AUTHORITY = certificatePem({ name: `${CONVERTER}-ca`, issuer: `${CONVERTER}-ca`, commonName: `${CONVERTER}-ca`, notBefore: '2025-12-01T00:00:00Z', notAfter: '2035-11-29T00:00:00Z', isCA: true });

/** v2 calls `members` what v1 calls `replicas`, and a webhook converts. */
export const DATABASE_CRD_CONVERSION = `${DATABASE_CRD_RENAMED}  conversion:
    strategy: Webhook
    webhook:
      conversionReviewVersions: ["v1"]
      clientConfig:
        caBundle: ${encodeBase64(AUTHORITY)}
        service:
          namespace: ${OPERATOR.namespace}
          name: ${CONVERTER}
          path: /convert
          port: 443
`;

/** By what the server is installed. */
export const CONVERTER_MANIFEST = `apiVersion: v1
kind: Namespace
metadata: { name: ${OPERATOR.namespace} }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${CONVERTER}, namespace: ${OPERATOR.namespace} }
spec:
  replicas: 1
  selector: { matchLabels: { app: ${CONVERTER} } }
  template:
    metadata: { labels: { app: ${CONVERTER} } }
    spec:
      containers:
      - name: webhook
        image: registry.k8s.example/database-converter:1.0
        ports: [{ name: https, containerPort: ${PORT} }]
---
apiVersion: v1
kind: Service
metadata: { name: ${CONVERTER}, namespace: ${OPERATOR.namespace} }
spec:
  selector: { app: ${CONVERTER} }
  ports: [{ port: 443, targetPort: https }]
`;
