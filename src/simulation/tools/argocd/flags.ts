/** The commands of argocd that are simulated, with the flags that they take here (cmd/argocd/commands, cmd/util/app.go: AddAppFlags). */
import type { CommandData, FlagData } from '../../kubectl/args/command';

/** `output,o:string=wide` */
function flag(text: string): FlagData {
  const [, name = '', shorthand, type = 'string', preset] = /^([\w-]+)(?:,(\w))?(?::(\w+))?(?:=(.*))?$/.exec(text) ?? [];
  return { name, type, ...(shorthand === undefined ? {} : { shorthand }), ...(type === 'bool' ? { default: preset ?? 'false', noOptDef: 'true' } : type === 'stringArray' ? { default: '[]' } : { default: preset ?? (type === 'uint' || type === 'int64' ? '0' : '') }) };
}

const HELP = flag('help,h:bool');
const command = (use: string, flags: string, aliases: readonly string[] = []): CommandData => ({ use, runnable: true, hasArgs: true, ...(aliases.length === 0 ? {} : { aliases }), flags: [HELP, ...flags.split(' ').filter((one) => one !== '').map(flag)] });
const group = (use: string, commands: readonly CommandData[], aliases: readonly string[] = []): CommandData => ({ use, ...(aliases.length === 0 ? {} : { aliases }), flags: [HELP], commands });

const APP = 'repo path revision dest-server dest-name dest-namespace project sync-policy sync-option:stringArray auto-prune:bool self-heal:bool allow-empty:bool sync-retry-limit:int64=0 sync-retry-backoff-duration:duration=5s sync-retry-backoff-max-duration:duration=3m0s sync-retry-backoff-factor:int64=2 sync-retry-refresh:bool validate:bool=true';
const NAMESPACE = 'app-namespace,N';

export const COMMANDS: CommandData = {
  use: 'argocd', flags: [HELP, ...['core:bool', 'server', 'grpc-web:bool', 'insecure:bool', 'plaintext:bool', 'loglevel=info', 'logformat=json', 'argocd-context', 'auth-token'].map((one) => ({ ...flag(one), persistent: true }))],
  commands: [
    group('app', [
      command('create APPNAME', `${APP} file,f upsert:bool set-finalizer:bool label,l:stringArray annotations:stringArray name ${NAMESPACE}`),
      command('delete APPNAME', `cascade:bool=true propagation-policy,p=foreground yes,y:bool selector,l wait:bool ${NAMESPACE}`),
      command('diff APPNAME', `refresh:bool hard-refresh:bool exit-code:bool=true diff-exit-code:int64=1 revision server-side-diff:bool ${NAMESPACE}`),
      command('get APPNAME', `output,o=wide refresh:bool hard-refresh:bool show-operation:bool timeout:uint=0 ${NAMESPACE}`),
      command('history APPNAME', `output,o=wide ${NAMESPACE}`),
      command('list', `output,o=wide selector,l project,p:stringArray ${NAMESPACE}`, ['ls']),
      command('manifests APPNAME', `source=git revision ${NAMESPACE}`),
      command('resources APPNAME', 'output,o orphaned:bool project'),
      command('rollback APPNAME [ID]', `prune:bool timeout:uint=0 output,o=wide ${NAMESPACE}`),
      command('set APPNAME', `${APP} ${NAMESPACE}`),
      command('sync [APPNAME... | -l selector | --project project-name]', `async:bool prune:bool dry-run:bool revision resource:stringArray selector,l force:bool replace:bool server-side:bool apply-out-of-sync-only:bool strategy timeout:uint=0 retry-limit:int64=0 retry-refresh:bool retry-backoff-duration:duration=5s retry-backoff-max-duration:duration=3m0s retry-backoff-factor:int64=2 output,o=wide ${NAMESPACE}`),
      command('terminate-op APPNAME', NAMESPACE),
      command('wait [APPNAME.. | -l selector]', `sync:bool health:bool suspended:bool degraded:bool delete:bool operation:bool timeout:uint=0 selector,l resource:stringArray output,o=wide ${NAMESPACE}`),
    ]),
    group('appset', [
      command('create', 'upsert:bool dry-run:bool wait:bool output,o=wide'),
      command('delete', 'yes,y:bool wait:bool'),
      command('get APPSETNAME', 'output,o=wide show-params:bool'),
      command('list', 'output,o=wide selector,l project,p:stringArray'),
    ], ['applicationset', 'applicationsets', 'appsets']),
    group('proj', [command('get PROJECT', 'output,o=wide'), command('list', 'output,o=wide')], ['project']),
    group('cluster', [command('list', 'output,o=wide')]),
    command('login SERVER', 'username password name sso:bool'),
    command('logout CONTEXT', ''),
    command('version', 'client:bool short:bool output,o=wide'),
  ],
};
