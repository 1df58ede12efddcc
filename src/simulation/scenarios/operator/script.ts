/** The operator's own program, as its reader has it: JavaScript (base/script) that is called with a key, or with an event. */

const CHILDREN = `const name = (db) => db.metadata.name;

// "Owned by": so the garbage collector takes it away with its Database, and a change of it calls reconcile.
const owned = (db) => ({
  name: name(db),
  namespace: db.metadata.namespace,
  labels: { app: name(db), 'example.com/database': name(db) },
  ownerReferences: [{
    apiVersion: db.apiVersion, kind: db.kind, name: name(db), uid: db.metadata.uid,
    controller: true, blockOwnerDeletion: true,
  }],
});

const service = (db) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: owned(db),
  spec: {
    clusterIP: 'None',
    selector: { app: name(db) },
    ports: [{ name: 'db', port: PORTS[db.spec.engine] }],
  },
});

const statefulSet = (db) => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: owned(db),
  spec: {
    serviceName: name(db),
    replicas: db.spec.replicas,
    podManagementPolicy: 'Parallel',
    selector: { matchLabels: { app: name(db) } },
    template: {
      metadata: { labels: { app: name(db) } },
      spec: {
        containers: [{
          name: 'db',
          image: IMAGES[db.spec.engine],
          env: [ENV[db.spec.engine]],
          ports: [{ name: 'db', containerPort: PORTS[db.spec.engine] }],
          readinessProbe: { tcpSocket: { port: 'db' }, periodSeconds: 2 },
        }],
      },
    },
  },
});
`;

const TABLES = `const IMAGES = { postgres: 'postgres:18', mysql: 'mysql:9' };
const PORTS = { postgres: 5432, mysql: 3306 };
const ENV = {
  postgres: { name: 'POSTGRES_HOST_AUTH_METHOD', value: 'trust' },
  mysql: { name: 'MYSQL_ALLOW_EMPTY_PASSWORD', value: 'yes' },
};
`;

/** Level: compares all that there is with all that there should be. */
export const LEVEL_SCRIPT = `// Brings one Database nearer to its spec. It is called with "namespace/name" when anything about
// that Database may have changed, and it may be called any number of times: it does what is missing.
const FINALIZER = 'example.com/backup';
${TABLES}
function reconcile(key, cluster) {
  const db = cluster.get('databases.example.com', key);
  if (!db) return;
  if (db.metadata.deletionTimestamp) return retire(db, cluster);
  const finalizers = db.metadata.finalizers ?? [];
  if (!finalizers.includes(FINALIZER)) {
    // Before anything is made; the change calls us again.
    cluster.patch(db, { metadata: { finalizers: [...finalizers, FINALIZER] } });
    return;
  }
  cluster.apply(service(db));
  const set = cluster.apply(statefulSet(db));
  report(db, set, cluster);
}

function report(db, set, cluster) {
  const wanted = db.spec.replicas;
  const ready = set.status?.readyReplicas ?? 0;
  const seen = set.status?.observedGeneration === set.metadata.generation;
  const before = db.status?.conditions?.find((one) => one.type === 'Ready');
  const wasReady = before?.status === 'True' || before?.reason === 'Degraded';
  const ok = seen && ready === wanted;
  cluster.status(db, {
    observedGeneration: db.metadata.generation,
    replicas: set.status?.replicas ?? 0,
    selector: 'app=' + name(db),
    conditions: [condition(db, ok, ok ? 'AllReplicasReady' : wasReady ? 'Degraded' : 'Creating',
      \`\${ready} of \${wanted} replicas are ready\`, cluster.now)],
  });
}

function condition(db, ok, reason, message, now) {
  const status = ok ? 'True' : 'False';
  const before = db.status?.conditions?.find((one) => one.type === 'Ready');
  return {
    type: 'Ready', status, reason, message,
    observedGeneration: db.metadata.generation,
    lastTransitionTime: before?.status === status ? before.lastTransitionTime : now,
  };
}

// A Database that is to go: first its backup, then its finalizer.
function retire(db, cluster) {
  const finalizers = db.metadata.finalizers ?? [];
  if (!finalizers.includes(FINALIZER)) return;
  const job = cluster.get('jobs.batch', db.metadata.namespace + '/' + backupName(db));
  if (!job) {
    cluster.create(backup(db));
    cluster.event(db, 'Normal', 'BackupStarted', 'a last backup is made before the database goes');
    return;
  }
  if (!(job.status?.succeeded > 0)) return;
  cluster.patch(db, { metadata: { finalizers: finalizers.filter((one) => one !== FINALIZER) } });
}

// Nobody owns it: it is there when the Database is gone.
const backupName = (db) => name(db) + '-backup-' + db.metadata.uid.slice(0, 5);
const backup = (db) => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: {
    name: backupName(db),
    namespace: db.metadata.namespace,
    labels: { 'example.com/database': name(db) },
  },
  spec: {
    template: {
      spec: {
        restartPolicy: 'Never',
        containers: [{ name: 'backup', image: 'registry.k8s.example/database-backup:1.0' }],
      },
    },
  },
});

${CHILDREN}`;

/** Edge: does what an event says, once. */
export const EDGE_SCRIPT = `// Does what an event says, and looks at nothing else. What it does not hear of, or what fails,
// it never comes back to.
${TABLES}
function onEvent({ type, object }, cluster) {
  if (object.kind === 'Database' && type === 'ADDED') {
    cluster.create(service(object));
    cluster.create(statefulSet(object));
  }
  if (object.kind === 'Database' && type === 'MODIFIED') {
    cluster.patch(statefulSet(object), { spec: { replicas: object.spec.replicas } });
  }
  if (object.kind === 'Service' && type === 'DELETED') {
    const db = cluster.get('databases.example.com', object.metadata.namespace + '/' + object.metadata.name);
    if (db) cluster.create(service(db));
  }
}

${CHILDREN}`;
