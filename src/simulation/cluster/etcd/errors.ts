/** What etcd's server refuses, with its gRPC code (go.etcd.io/etcd api/v3rpc/rpctypes/error.go). */

export type GrpcCode = 'InvalidArgument' | 'OutOfRange' | 'ResourceExhausted' | 'NotFound' | 'FailedPrecondition' | 'PermissionDenied' | 'Unavailable' | 'DeadlineExceeded' | 'Unauthenticated' | 'Unknown' | 'Canceled';

export class EtcdError extends Error {
  constructor(
    readonly code: GrpcCode,
    message: string,
  ) {
    super(message);
  }
}

const known = (code: GrpcCode, message: string) => (): EtcdError => new EtcdError(code, `etcdserver: ${message}`);

export const ERRORS = {
  emptyKey: known('InvalidArgument', 'key is not provided'),
  keyNotFound: known('InvalidArgument', 'key not found'),
  valueProvided: known('InvalidArgument', 'value is provided'),
  leaseProvided: known('InvalidArgument', 'lease is provided'),
  tooManyOps: known('InvalidArgument', 'too many operations in txn request'),
  duplicateKey: known('InvalidArgument', 'duplicate key given in txn request'),
  compacted: known('OutOfRange', 'mvcc: required revision has been compacted'),
  futureRevision: known('OutOfRange', 'mvcc: required revision is a future revision'),
  noSpace: known('ResourceExhausted', 'mvcc: database space exceeded'),
  leaseNotFound: known('NotFound', 'requested lease not found'),
  leaseTooLarge: known('OutOfRange', 'too large lease TTL'),
  peerUrlExists: known('FailedPrecondition', 'Peer URLs already exists'),
  notEnoughStarted: known('FailedPrecondition', 're-configuration failed due to not enough started members'),
  memberBadUrls: known('InvalidArgument', 'given member URLs are invalid'),
  memberNotFound: known('NotFound', 'member not found'),
  memberNotLearner: known('FailedPrecondition', 'can only promote a learner member'),
  learnerNotReady: known('FailedPrecondition', 'can only promote a learner member which is in sync with leader'),
  tooManyLearners: known('FailedPrecondition', 'too many learner members in cluster'),
  learnerRpc: known('FailedPrecondition', 'rpc not supported for learner'),
  requestTooLarge: known('InvalidArgument', 'request is too large'),
  rootUserMissing: known('FailedPrecondition', 'root user does not exist'),
  rootRoleMissing: known('FailedPrecondition', 'root user does not have root role'),
  userExists: known('FailedPrecondition', 'user name already exists'),
  userEmpty: known('InvalidArgument', 'user name is empty'),
  userNotFound: known('FailedPrecondition', 'user name not found'),
  roleExists: known('FailedPrecondition', 'role name already exists'),
  roleNotFound: known('FailedPrecondition', 'role name not found'),
  roleEmpty: known('InvalidArgument', 'role name is empty'),
  authFailed: known('InvalidArgument', 'authentication failed, invalid user ID or password'),
  permissionDenied: known('PermissionDenied', 'permission denied'),
  roleNotGranted: known('FailedPrecondition', 'role is not granted to the user'),
  permissionNotGranted: known('FailedPrecondition', 'permission is not granted to the role'),
  authNotEnabled: known('FailedPrecondition', 'authentication is not enabled'),
  invalidAuthManagement: known('InvalidArgument', 'invalid auth management'),
  noLeader: known('Unavailable', 'no leader'),
  notLeader: known('FailedPrecondition', 'not leader'),
  timeout: known('Unavailable', 'request timed out'),
  unhealthy: known('Unavailable', 'unhealthy cluster'),
  badTransferee: known('FailedPrecondition', 'bad leader transferee'),
} as const;
