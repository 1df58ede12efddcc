/** auth, user, role (ctlv3/command). */
import * as auth from '../../../cluster/etcd/auth';
import type { AuthStore, Permission } from '../../../cluster/etcd/auth';
import { prefixEnd } from '../../../cluster/etcd/mvcc';
import type { Call } from '../../cobra/find';
import { askPassword, ClientError, EXIT, fail, openSession } from '../client';
import type { EtcdctlMachine, Session, Steps } from '../client';
import { print } from '../print';
import { answer } from './keys';
import type { Command } from './keys';

function requireArguments(machine: EtcdctlMachine, { args }: Call, count: number, message: string): void {
  if (args.length !== count) fail(machine, EXIT.badArgs, message);
}

/** A change of users and roles, and what is said when it is done; these wait for a server as long as it takes. */
function* change(session: Session, method: string, with_: (store: AuthStore) => AuthStore, text: string): Steps<void> {
  const { machine } = session;
  const client = yield* session.client();
  const { member } = yield* answer(client, `Auth/${method}`, false, (name) => machine.etcd.changeAuth(name, client.who, with_));
  print(session, { is: 'done', header: machine.etcd.header(member), text: `${text}\n` });
}

const changes = (count: number, message: string, method: string, with_: (args: readonly string[]) => (store: AuthStore) => AuthStore, text: (args: readonly string[]) => string): Command =>
  function* (machine, call) {
    requireArguments(machine, call, count, message);
    yield* change(openSession(machine, call), method, with_(call.args), text(call.args));
  };

const authStatus: Command = function* (machine, call) {
  if (call.args.length > 0) fail(machine, EXIT.badArgs, 'auth status command does not accept any arguments');
  const session = openSession(machine, call);
  const client = yield* session.client();
  const { result, member } = yield* answer(client, 'Auth/AuthStatus', true, (name) => machine.etcd.readAuth(name, client.who));
  print(session, { is: 'authStatus', header: machine.etcd.header(member), enabled: result.enabled, revision: result.revision });
};

const ROOT_ROLE_MISSING = 'etcdserver: root user does not have root role';

/** The role `root` is made and given to the user `root` where that is all that is missing. */
const authEnable: Command = function* (machine, call) {
  if (call.args.length > 0) fail(machine, EXIT.badArgs, 'auth enable command does not accept any arguments');
  const session = openSession(machine, call);
  const client = yield* session.client();
  const request = (method: string, with_: (store: AuthStore) => AuthStore): Steps<unknown> => answer(client, `Auth/${method}`, true, (name) => machine.etcd.changeAuth(name, client.who, with_));
  try {
    yield* request('AuthEnable', auth.enableAuth);
  } catch (error) {
    if (!(error instanceof ClientError) || error.message !== ROOT_ROLE_MISSING) throw error;
    yield* request('RoleAdd', (store) => auth.addRole(store, 'root'));
    yield* request('UserGrantRole', (store) => auth.grantRole(store, 'root', 'root'));
    yield* request('AuthEnable', auth.enableAuth);
  }
  machine.out('Authentication Enabled\n');
};

const authDisable: Command = function* (machine, call) {
  if (call.args.length > 0) fail(machine, EXIT.badArgs, 'auth disable command does not accept any arguments');
  const session = openSession(machine, call);
  const client = yield* session.client();
  yield* answer(client, 'Auth/AuthDisable', true, (name) => machine.etcd.changeAuth(name, client.who, auth.disableAuth));
  machine.out('Authentication Disabled\n');
};

/** fmt.Scanf("%s"). */
const firstWord = ({ stdin }: EtcdctlMachine): string => /^\s*(\S*)/.exec(stdin.split('\n')[0] ?? '')?.[1] ?? '';

/** readPasswordInteractive. */
function askTwice(machine: EtcdctlMachine, name: string): string {
  const lines = machine.stdin.split('\n');
  const first = askPassword(machine, `Password of ${name}: `, lines);
  if (first === '') fail(machine, EXIT.badArgs, 'empty password');
  if (askPassword(machine, `Type password of ${name} again for confirmation: `, lines) !== first) fail(machine, EXIT.badArgs, 'given passwords are different');
  return first;
}

function newUser(machine: EtcdctlMachine, { flags, args }: Call): { readonly name: string; readonly password: string | undefined } {
  const [given = ''] = args;
  if (flags.bool('no-password')) return { name: given, password: undefined };
  const flag = flags.text('new-user-password');
  if (flag !== '') return { name: given, password: flag };
  const at = given.indexOf(':');
  if (at < 0) return { name: given, password: flags.bool('interactive') ? askTwice(machine, given) : firstWord(machine) };
  if (at === 0) fail(machine, EXIT.badArgs, 'empty user name is not allowed');
  return { name: given.slice(0, at), password: given.slice(at + 1) };
}

const userAdd: Command = function* (machine, call) {
  requireArguments(machine, call, 1, 'user add command requires user name as its argument');
  const { name, password } = newUser(machine, call);
  yield* change(openSession(machine, call), 'UserAdd', (store) => auth.addUser(store, name, password), `User ${name} created`);
};

const userPassword: Command = function* (machine, call) {
  requireArguments(machine, call, 1, 'user passwd command requires user name as its argument');
  const [name = ''] = call.args;
  const password = call.flags.bool('interactive') ? askTwice(machine, name) : firstWord(machine);
  yield* change(openSession(machine, call), 'UserChangePassword', (store) => auth.changePassword(store, name, password), 'Password updated');
};

const userGet: Command = function* (machine, call) {
  requireArguments(machine, call, 1, 'user get command requires user name as its argument');
  const [user = ''] = call.args;
  const session = openSession(machine, call);
  const client = yield* session.client();
  const { result, member } = yield* answer(client, 'Auth/UserGet', false, (name) => auth.userNamed(machine.etcd.readAuth(name, client.who, () => client.who === user && user !== ''), user));
  if (!call.flags.bool('detail')) {
    print(session, { is: 'userGet', header: machine.etcd.header(member), user, roles: result.roles });
    return;
  }
  machine.out(`User: ${user}\n`);
  for (const role of result.roles) {
    machine.out('\n');
    const found = yield* answer(client, 'Auth/RoleGet', false, (name) => permissionsOf(machine.etcd.readAuth(name, client.who, () => true), role));
    print(session, { is: 'roleGet', header: machine.etcd.header(found.member), role, permissions: found.result });
  }
};

const userList: Command = function* (machine, call) {
  requireArguments(machine, call, 0, 'user list command requires no arguments');
  const session = openSession(machine, call);
  const client = yield* session.client();
  const { result, member } = yield* answer(client, 'Auth/UserList', false, (name) => machine.etcd.readAuth(name, client.who));
  print(session, { is: 'userList', header: machine.etcd.header(member), users: result.users.map(({ name }) => name) });
};

/** Of the role `root` the server says the one permission that it stands for. */
const permissionsOf = (store: AuthStore, role: string): readonly Permission[] => {
  const { permissions } = auth.roleNamed(store, role);
  return role === 'root' ? [{ type: 'readwrite', key: '', end: '\0' }] : permissions;
};

const roleGet: Command = function* (machine, call) {
  requireArguments(machine, call, 1, 'role get command requires role name as its argument');
  const [role = ''] = call.args;
  const session = openSession(machine, call);
  const client = yield* session.client();
  const mayRead = (store: AuthStore): boolean => store.users.find(({ name }) => name === client.who)?.roles.includes(role) === true;
  const { result, member } = yield* answer(client, 'Auth/RoleGet', false, (name) => permissionsOf(machine.etcd.readAuth(name, client.who, mayRead), role));
  print(session, { is: 'roleGet', header: machine.etcd.header(member), role, permissions: result });
};

const roleList: Command = function* (machine, call) {
  requireArguments(machine, call, 0, 'role list command requires no arguments');
  const session = openSession(machine, call);
  const client = yield* session.client();
  const { result, member } = yield* answer(client, 'Auth/RoleList', false, (name) => machine.etcd.readAuth(name, client.who));
  print(session, { is: 'roleList', header: machine.etcd.header(member), roles: result.roles.map(({ name }) => name) });
};

/** permRange: a key, a prefix, everything from a key on, or a range. */
function permissionRange(machine: EtcdctlMachine, { flags }: Call, [key = '', end]: readonly string[]): { readonly key: string; readonly end: string } {
  const bad = (message: string): never => fail(machine, EXIT.badArgs, message);
  const [prefix, fromKey] = [flags.bool('prefix'), flags.bool('from-key')];
  const EXCLUSIVE = '--from-key and --prefix flags are mutually exclusive';
  if (key === '') {
    if (prefix && fromKey) bad(EXCLUSIVE);
    return { key: '\0', end: prefix || fromKey ? '\0' : '' };
  }
  if (end === undefined) {
    if (prefix && fromKey) bad(EXCLUSIVE);
    return { key, end: prefix ? prefixEnd(key) : fromKey ? '\0' : '' };
  }
  if (prefix) bad('unexpected endkey argument with --prefix flag');
  if (fromKey) bad('unexpected endkey argument with --from-key flag');
  return { key, end };
}

const TYPES: Readonly<Record<string, Permission['type']>> = { READ: 'read', WRITE: 'write', READWRITE: 'readwrite' };

const grantPermission: Command = function* (machine, call) {
  const [role, kind, ...range] = call.args;
  if (role === undefined || kind === undefined || range.length === 0) return fail(machine, EXIT.badArgs, 'role grant command requires role name, permission type, and key [endkey] as its argument');
  const type = TYPES[kind.toUpperCase()] ?? fail(machine, EXIT.badArgs, `invalid permission type: ${kind}`);
  const permission = { type, ...permissionRange(machine, call, range) };
  yield* change(openSession(machine, call), 'RoleGrantPermission', (store) => auth.grantPermission(store, role, permission), `Role ${role} updated`);
};

const revokePermission: Command = function* (machine, call) {
  const [role, ...range] = call.args;
  if (role === undefined || range.length === 0) return fail(machine, EXIT.badArgs, 'role revoke-permission command requires role name and key [endkey] as its argument');
  const { key, end } = permissionRange(machine, call, range);
  const what = end === '' ? `key ${range[0]}` : end === '\0' ? `range [${range[0]}, <open ended>` : `range [${range[0]}, ${end})`;
  yield* change(openSession(machine, call), 'RoleRevokePermission', (store) => auth.revokePermission(store, role, { key, end }), `Permission of ${what} is revoked from role ${role}`);
};

export const AUTH_COMMANDS: Readonly<Record<string, Command>> = {
  'auth status': authStatus, 'auth enable': authEnable, 'auth disable': authDisable,
  'user add': userAdd, 'user passwd': userPassword, 'user get': userGet, 'user list': userList,
  'user delete': changes(1, 'user delete command requires user name as its argument', 'UserDelete', ([name = '']) => (store) => auth.deleteUser(store, name), ([name]) => `User ${name} deleted`),
  'user grant-role': changes(2, 'user grant command requires user name and role name as its argument', 'UserGrantRole', ([name = '', role = '']) => (store) => auth.grantRole(store, name, role), ([name, role]) => `Role ${role} is granted to user ${name}`),
  'user revoke-role': changes(2, 'user revoke-role requires user name and role name as its argument', 'UserRevokeRole', ([name = '', role = '']) => (store) => auth.revokeRole(store, name, role), ([name, role]) => `Role ${role} is revoked from user ${name}`),
  'role add': changes(1, 'role add command requires role name as its argument', 'RoleAdd', ([role = '']) => (store) => auth.addRole(store, role), ([role]) => `Role ${role} created`),
  'role delete': changes(1, 'role delete command requires role name as its argument', 'RoleDelete', ([role = '']) => (store) => auth.deleteRole(store, role), ([role]) => `Role ${role} deleted`),
  'role get': roleGet, 'role list': roleList, 'role grant-permission': grantPermission, 'role revoke-permission': revokePermission,
};
