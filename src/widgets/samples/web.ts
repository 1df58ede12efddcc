/** The manifest that several widgets begin with: a Deployment `web`, up to its containers, which come after it. `labelled`: the Deployment has the label of its Pods too. */
export const webDeployment = (replicas: number, labelled = false): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
${labelled ? '  labels:\n    app: web\n' : ''}spec:
  replicas: ${replicas}
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
`;
