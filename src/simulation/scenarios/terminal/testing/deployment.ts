/** A Deployment whose Pods have one container, all of one name, as a document that others can follow. `more`: what else the container has, in YAML's flow style. */
export const deployment = (name: string, image: string, { replicas = 1, more = '' } = {}): string => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: ${name} } }
  template: { metadata: { labels: { app: ${name} } }, spec: { containers: [{ name: ${name}, image: "${image}"${more} }] } }
---`;
