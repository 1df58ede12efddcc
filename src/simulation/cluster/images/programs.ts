/**
 * Which programs the images of the course have, and what becomes of a container whose image lacks the one it is told to start. An image that is not listed may have anything, and so may a place that
 * is not known: what is refused is surely not there.
 */
import type { Container } from '../../api';
import { isBehaviourWord } from './behaviour';
import { parseImage } from './reference';
import { PERHAPS, SYSTEM_PROGRAMS, SYSTEM_SHELLS } from './system-programs';
import type { ImageSystem } from './system-programs';

interface ImagePrograms {
  readonly system: ImageSystem;
  /** In its PATH besides, or the names of programs elsewhere. */
  readonly programs?: readonly string[];
  /** What is started is an ENTRYPOINT's, `args` are told to it. */
  readonly entrypoint?: true;
  /** It may have any program outside of the directories of a PATH: an application of the course, of which no more is told. */
  readonly application?: true;
}

const DEBIAN_SERVER = { system: 'debian', entrypoint: true } as const;
const APPLICATION: ImagePrograms = { system: 'busybox', entrypoint: true, application: true };
const NGINX = ['nginx', 'nginx-debug', 'njs', 'docker-entrypoint.sh', 'curl', 'envsubst', 'gettext', 'ngettext', 'openssl', 'c_rehash', 'update-ca-certificates'];
const only = (...programs: readonly string[]): ImagePrograms => ({ system: 'none', programs, entrypoint: true });

/** By repository as it is written in a Dockerfile. Variants with `alpine` in their tag are built upon alpine. */
const IMAGES: Readonly<Record<string, ImagePrograms>> = {
  nginx: { ...DEBIAN_SERVER, programs: NGINX },
  'nginxinc/nginx-unprivileged': { ...DEBIAN_SERVER, programs: NGINX },
  httpd: { system: 'debian', programs: ['httpd', 'httpd-foreground', 'ab', 'apachectl', 'apxs', 'checkgid', 'dbmanage', 'envvars', 'fcgistarter', 'htcacheclean', 'htdbm', 'htdigest', 'htpasswd', 'httxt2dbm', 'logresolve', 'rotatelogs', 'suexec', 'openssl'] },
  redis: { ...DEBIAN_SERVER, programs: ['redis-server', 'redis-cli', 'redis-benchmark', 'redis-check-aof', 'redis-check-rdb', 'redis-sentinel', 'docker-entrypoint.sh', 'gosu'] },
  postgres: {
    ...DEBIAN_SERVER,
    programs: [
      'postgres', 'psql', 'initdb', 'createdb', 'dropdb', 'createuser', 'dropuser', 'vacuumdb', 'vacuumlo', 'reindexdb', 'clusterdb', 'pgbench', 'oid2name', 'pg_amcheck', 'pg_archivecleanup', 'pg_basebackup', 'pg_checksums', 'pg_combinebackup', 'pg_config', 'pg_controldata',
      'pg_createsubscriber', 'pg_ctl', 'pg_dump', 'pg_dumpall', 'pg_isready', 'pg_receivewal', 'pg_recvlogical', 'pg_resetwal', 'pg_restore', 'pg_rewind', 'pg_test_fsync', 'pg_test_timing', 'pg_upgrade', 'pg_verifybackup', 'pg_waldump', 'pg_walsummary',
      'docker-entrypoint.sh', 'docker-ensure-initdb.sh', 'docker-enforce-initdb.sh', 'gosu', 'xz', 'zstd', 'openssl',
    ],
  },
  // Upon Oracle Linux, of whose own programs no more is told than that they are those of a large system.
  mysql: {
    ...DEBIAN_SERVER, application: true,
    programs: ['mysqld', 'mysql', 'mysqladmin', 'mysqlbinlog', 'mysqlcheck', 'mysqldump', 'mysqlimport', 'mysqlpump', 'mysqlshow', 'mysqlslap', 'mysqlsh', 'mysql_config_editor', 'mysql_migrate_keyring', 'mysql_secure_installation', 'mysql_ssl_rsa_setup', 'mysql_tzinfo_to_sql', 'mysql_upgrade', 'my_print_defaults', 'docker-entrypoint.sh', 'gosu', 'microdnf', 'rpm', 'openssl', 'curl', 'xz', 'zstd'],
  },
  busybox: { system: 'busybox' },
  alpine: { system: 'alpine' },
  debian: { system: 'debian' },
  ubuntu: { system: 'debian' },
  'curlimages/curl': { system: 'alpine', entrypoint: true, programs: ['curl', 'curl-config', 'wcurl', 'entrypoint.sh', 'openssl', 'c_rehash'] },
  'fluent/fluent-bit': only('fluent-bit'),
  'envoyproxy/envoy': { ...DEBIAN_SERVER, programs: ['envoy', 'docker-entrypoint.sh', 'su-exec'] },
  'polinux/stress': { system: 'alpine', entrypoint: true, programs: ['stress', 'bash'] },
  'registry.k8s.io/hpa-example': {
    ...DEBIAN_SERVER, application: true,
    programs: ['apache2', 'apache2-foreground', 'apache2ctl', 'apachectl', 'a2enmod', 'a2dismod', 'a2ensite', 'a2dissite', 'a2enconf', 'a2disconf', 'a2query', 'ab', 'htpasswd', 'php', 'php-config', 'phpize', 'phpdbg', 'phar', 'pear', 'pecl', 'docker-php-entrypoint', 'docker-php-ext-configure', 'docker-php-ext-enable', 'docker-php-ext-install', 'docker-php-source', 'curl', 'gcc', 'g++', 'cc', 'c++', 'make', 'autoconf', 'm4', 're2c', 'xz', 'openssl'],
  },
  'registry.k8s.io/e2e-test-images/agnhost': { system: 'alpine', entrypoint: true, programs: ['agnhost', 'agnhost-2', 'bash', 'coredns', 'curl', 'delv', 'dig', 'host', 'iperf', 'nc', 'nslookup', 'nsupdate', 'ss'] },
  'registry.k8s.io/pause': only('pause'),
  'registry.k8s.io/kube-apiserver': only('kube-apiserver', 'go-runner'),
  'registry.k8s.io/kube-controller-manager': only('kube-controller-manager', 'go-runner'),
  'registry.k8s.io/kube-scheduler': only('kube-scheduler', 'go-runner'),
  'registry.k8s.io/coredns/coredns': only('coredns'),
  ...Object.fromEntries(['hello', 'crash', 'slow', 'leak', 'deaf', 'chatty', 'job'].map((name) => [`registry.k8s.example/${name}`, { ...APPLICATION, programs: [name] }])),
};

const ALPINE = /(?:^|-)alpine/;
/** Variants that are built upon something else than their repository's other ones. */
const VARIANT = /(?:^|-)(?:debug|distroless|perl|otel|dev)(?:-|$)/;

function programsOf(image: string): ImagePrograms | undefined {
  const reference = parseImage(image);
  if ('error' in reference) return undefined;
  const name = reference.repository.replace(/^docker\.io\/(?:library\/)?/, '');
  const found = Object.hasOwn(IMAGES, name) ? IMAGES[name] : undefined;
  if (found === undefined || VARIANT.test(reference.tag)) return undefined;
  return found.system === 'debian' && ALPINE.test(reference.tag) ? { ...found, system: 'alpine' } : found;
}

/** The shell of an image that is listed, `none` where it has none. */
export function shellIn(image: string): 'ash' | 'bash' | 'none' | undefined {
  const found = programsOf(image);
  return found === undefined ? undefined : (SYSTEM_SHELLS[found.system] ?? 'none');
}

/** Whether an image that is listed surely has a program, by its bare name or in a directory of a PATH. */
export function hasProgram(image: string, command: string): boolean {
  const found = programsOf(image);
  const cut = command.lastIndexOf('/');
  const name = command.slice(cut + 1);
  return found !== undefined && (cut < 0 || DIRECTORIES.includes(command.slice(0, cut))) && ((SYSTEM_PROGRAMS[found.system].has(name) && !(found.system === 'debian' && PERHAPS.has(name))) || found.programs?.includes(name) === true);
}

const DIRECTORIES: readonly string[] = ['/bin', '/sbin', '/usr/bin', '/usr/sbin', '/usr/local/bin', '/usr/local/sbin'];
/** Where something lies that is no program, or that the runtime puts there: what it says of it is another thing. */
const ELSEWHERE = /^\/(?:etc|proc|sys|dev|run|var\/run|tmp)(?:\/|$)/;

const inside = (path: string, directory: string): boolean => path === directory || path.startsWith(`${directory.replace(/\/+$/, '')}/`);

/** runc's words (libcontainer, standard_init_linux.go: exec.LookPath), as containerd 2 hands them on. */
const refusal = (why: string): string => `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: ${why}`;

/** What the runtime says of a container whose image lacks the program of its command line; undefined where it has it, or nobody knows. */
export function missingProgram({ image = '', command = [], workingDir = '', volumeMounts = [], env = [] }: Container, argv: readonly string[]): string | undefined {
  const [first = ''] = argv;
  const has = programsOf(image);
  if (has === undefined || first === '' || isBehaviourWord(first) || (command.length === 0 && has.entrypoint === true)) return undefined;
  const known = (name: string): boolean => SYSTEM_PROGRAMS[has.system].has(name) || has.programs?.includes(name) === true;
  if (!first.includes('/')) return known(first) || env.some(({ name }) => name === 'PATH') ? undefined : refusal(`exec: "${first}": executable file not found in $PATH`);
  if (!first.startsWith('/') && workingDir === '') return undefined;
  const path = first.startsWith('/') ? first : `${workingDir.replace(/\/+$/, '')}/${first.replace(/^\.\//, '')}`;
  const cut = path.lastIndexOf('/');
  if (known(path.slice(cut + 1)) || path.includes('..') || ELSEWHERE.test(path) || volumeMounts.some(({ mountPath }) => inside(path, mountPath))) return undefined;
  if (has.application === true && !DIRECTORIES.includes(path.slice(0, cut))) return undefined;
  return refusal(`exec: "${first}": stat ${first}: no such file or directory`);
}
