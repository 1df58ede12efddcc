/** etcd's own users and roles (go.etcd.io/etcd server/auth/store.go, range_perm_cache.go). */
import { ERRORS } from './errors';

export interface Permission {
  readonly type: 'read' | 'write' | 'readwrite';
  readonly key: string;
  /** As in a request: empty: the key alone, `\0`: open. */
  readonly end: string;
}

export interface AuthUser {
  readonly name: string;
  /** Undefined: it has none, and cannot log in with one. */
  readonly password: string | undefined;
  /** Sorted. */
  readonly roles: readonly string[];
}

export interface AuthRole {
  readonly name: string;
  /** Sorted by key. */
  readonly permissions: readonly Permission[];
}

export interface AuthStore {
  readonly enabled: boolean;
  readonly revision: number;
  /** Sorted by name. */
  readonly users: readonly AuthUser[];
  readonly roles: readonly AuthRole[];
}

export const EMPTY_AUTH: AuthStore = { enabled: false, revision: 1, users: [], roles: [] };

const ROOT = 'root';
const byName = <T extends { readonly name: string }>(items: readonly T[]): readonly T[] => [...items].sort((a, b) => (a.name < b.name ? -1 : 1));
const bumped = (store: AuthStore, change: Partial<AuthStore>): AuthStore => ({ ...store, ...change, revision: store.revision + 1 });

export function userNamed({ users }: AuthStore, name: string): AuthUser {
  const user = users.find((one) => one.name === name);
  if (user === undefined) throw ERRORS.userNotFound();
  return user;
}

export function roleNamed({ roles }: AuthStore, name: string): AuthRole {
  const role = roles.find((one) => one.name === name);
  if (role === undefined) throw ERRORS.roleNotFound();
  return role;
}

const withUser = (store: AuthStore, user: AuthUser): AuthStore => bumped(store, { users: byName([...store.users.filter(({ name }) => name !== user.name), user]) });
const withRole = (store: AuthStore, role: AuthRole): AuthStore => bumped(store, { roles: byName([...store.roles.filter(({ name }) => name !== role.name), role]) });

export function enableAuth(store: AuthStore): AuthStore {
  if (store.enabled) return store;
  const root = store.users.find(({ name }) => name === ROOT);
  if (root === undefined) throw ERRORS.rootUserMissing();
  if (!root.roles.includes(ROOT)) throw ERRORS.rootRoleMissing();
  return { ...store, enabled: true };
}

export const disableAuth = (store: AuthStore): AuthStore => (store.enabled ? bumped(store, { enabled: false }) : store);

export function addUser(store: AuthStore, name: string, password: string | undefined): AuthStore {
  if (name === '') throw ERRORS.userEmpty();
  if (store.users.some((one) => one.name === name)) throw ERRORS.userExists();
  return withUser(store, { name, password, roles: [] });
}

export function deleteUser(store: AuthStore, name: string): AuthStore {
  if (store.enabled && name === ROOT) throw ERRORS.invalidAuthManagement();
  userNamed(store, name);
  return bumped(store, { users: store.users.filter((one) => one.name !== name) });
}

export function changePassword(store: AuthStore, name: string, password: string): AuthStore {
  const user = userNamed(store, name);
  return withUser(store, user.password === undefined ? user : { ...user, password });
}

export function grantRole(store: AuthStore, name: string, role: string): AuthStore {
  const user = userNamed(store, name);
  if (role !== ROOT) roleNamed(store, role);
  return user.roles.includes(role) ? store : withUser(store, { ...user, roles: [...user.roles, role].sort() });
}

export function revokeRole(store: AuthStore, name: string, role: string): AuthStore {
  if (store.enabled && name === ROOT && role === ROOT) throw ERRORS.invalidAuthManagement();
  const user = userNamed(store, name);
  if (!user.roles.includes(role)) throw ERRORS.roleNotGranted();
  return withUser(store, { ...user, roles: user.roles.filter((one) => one !== role) });
}

export function addRole(store: AuthStore, name: string): AuthStore {
  if (name === '') throw ERRORS.roleEmpty();
  if (store.roles.some((one) => one.name === name)) throw ERRORS.roleExists();
  return withRole(store, { name, permissions: [] });
}

export function deleteRole(store: AuthStore, name: string): AuthStore {
  if (store.enabled && name === ROOT) throw ERRORS.invalidAuthManagement();
  roleNamed(store, name);
  return bumped(store, { roles: store.roles.filter((one) => one.name !== name), users: store.users.map((user) => ({ ...user, roles: user.roles.filter((one) => one !== name) })) });
}

const sameRange = (a: Permission, b: Pick<Permission, 'key' | 'end'>): boolean => a.key === b.key && a.end === b.end;

export function grantPermission(store: AuthStore, name: string, permission: Permission): AuthStore {
  // Permissions for nothing: a range that ends before it begins.
  if (permission.key === '' || (permission.end !== '' && permission.end !== '\0' && permission.key >= permission.end)) throw ERRORS.invalidAuthManagement();
  const role = roleNamed(store, name);
  const others = role.permissions.filter((one) => !sameRange(one, permission));
  const order = (a: Permission, b: Permission): number => (a.key === b.key ? 0 : a.key < b.key ? -1 : 1);
  return withRole(store, { ...role, permissions: [...others, permission].sort(order) });
}

export function revokePermission(store: AuthStore, name: string, range: Pick<Permission, 'key' | 'end'>): AuthStore {
  const role = roleNamed(store, name);
  const left = role.permissions.filter((one) => !sameRange(one, range));
  if (left.length === role.permissions.length) throw ERRORS.permissionNotGranted();
  return withRole(store, { ...role, permissions: left });
}

/** Authenticate: the user of a name and password. */
export function authenticate(store: AuthStore, name: string, password: string): string {
  if (!store.enabled) throw ERRORS.authNotEnabled();
  const user = store.users.find((one) => one.name === name);
  if (user?.password === undefined || user.password !== password) throw ERRORS.authFailed();
  return name;
}

const isRoot = (store: AuthStore, user: string): boolean => store.users.find(({ name }) => name === user)?.roles.includes(ROOT) === true;

/** IsAdminPermitted. */
export function requireAdmin(store: AuthStore, user: string): void {
  if (!store.enabled) return;
  if (user === '') throw ERRORS.userEmpty();
  if (!isRoot(store, user)) throw ERRORS.permissionDenied();
}

/** checkKeyPoint, checkKeyInterval: whether granted ranges together hold the one asked for. */
function isCovered(granted: readonly Permission[], key: string, end: string): boolean {
  if (end === '') return granted.some((one) => (one.end === '' ? one.key === key : key >= one.key && (one.end === '\0' || key < one.end)));
  let reached = key;
  for (;;) {
    // A single key is the range up to its own successor.
    const next = granted.filter((one) => one.key <= reached).map((one) => (one.end === '' ? `${one.key}\0` : one.end)).filter((one) => one === '\0' || one > reached);
    if (next.length === 0) return false;
    if (next.includes('\0')) return true;
    reached = next.sort().at(-1)!;
    if (end !== '\0' && reached >= end) return true;
  }
}

/** isOpPermitted: reading or writing a range. */
export function requirePermission(store: AuthStore, user: string, type: 'read' | 'write', key: string, end: string): void {
  if (!store.enabled) return;
  if (user === '') throw ERRORS.userEmpty();
  const roles = store.users.find(({ name }) => name === user)?.roles;
  if (roles === undefined) throw ERRORS.permissionDenied();
  if (roles.includes(ROOT)) return;
  const granted = store.roles.filter(({ name }) => roles.includes(name)).flatMap(({ permissions }) => permissions).filter((one) => one.type === 'readwrite' || one.type === type);
  if (!isCovered(granted, key, end)) throw ERRORS.permissionDenied();
}
