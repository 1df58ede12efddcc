import { describe, expect, it } from 'vitest';
import type { Container } from '../../api';
import { argvOf } from './command';
import { DEFAULT_CATALOGUE } from './catalogue';
import { missingProgram, shellIn } from './programs';

const told = (image: string, more: Partial<Container>): string | undefined => {
  const container = { name: 'c', image, ...more } as Container;
  return missingProgram(container, argvOf(image, container))?.replace(/^failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: /, '');
};

describe('a program that an image lacks', () => {
  it.each([
    ['nginx', { command: ['nosuch'] }, 'exec: "nosuch": executable file not found in $PATH'],
    ['docker.io/library/nginx:1.30', { command: ['/app/server', '-v'] }, 'exec: "/app/server": stat /app/server: no such file or directory'],
    ['nginx:1.30-alpine', { command: ['bash'] }, 'exec: "bash": executable file not found in $PATH'],
    ['busybox', { args: ['serve'] }, 'exec: "serve": executable file not found in $PATH'],
    ['busybox', { command: ['./run.sh'], workingDir: '/work/' }, 'exec: "./run.sh": stat ./run.sh: no such file or directory'],
    ['registry.k8s.io/pause:3.10', { command: ['sh', '-c', 'sleep 1'] }, 'exec: "sh": executable file not found in $PATH'],
    ['registry.k8s.io/pause:3.10', { command: ['/bin/sh'] }, 'exec: "/bin/sh": stat /bin/sh: no such file or directory'],
    ['fluent/fluent-bit:4.1', { command: ['sh'] }, 'exec: "sh": executable file not found in $PATH'],
    ['registry.k8s.example/hello:2.0', { command: ['nosuch'] }, 'exec: "nosuch": executable file not found in $PATH'],
    ['registry.k8s.io/kube-apiserver:v1.36.3', { command: ['kube-apisrever'] }, 'exec: "kube-apisrever": executable file not found in $PATH'],
  ] as const)('is what the runtime refuses: %s %j', (image, more, says) => expect(told(image, more as Partial<Container>)).toBe(says));

  it.each([
    ['what a shell is told is its own affair', 'busybox', { command: ['/bin/sh', '-c', 'nosuch'] }],
    ['nothing is told', 'nginx', {}],
    ['an ENTRYPOINT takes the words', 'nginx', { args: ['nosuch'] }],
    ['the words are those of the images', 'nginx', { command: ['exit=1@2s'] }],
    ['a volume may hold it', 'busybox', { command: ['/tools/run'], volumeMounts: [{ name: 'tools', mountPath: '/tools' }] }],
    ['its PATH is another one', 'busybox', { command: ['run'], env: [{ name: 'PATH', value: '/tools' }] }],
    ['the working directory of the image is not known', 'busybox', { command: ['./run'] }],
    ['the image is not known', 'sim/app', { command: ['nosuch'] }],
    ['a variant of the image has more', 'fluent/fluent-bit:4.1-debug', { command: ['sh'] }],
    ['an application has files of its own', 'registry.k8s.example/hello', { command: ['/app/server'] }],
    ['a program of the system', 'nginx', { command: ['/usr/bin/env', 'bash'] }],
    ['a program of the image', 'httpd:2.4', { command: ['/usr/local/apache2/bin/httpd'] }],
    ['a shell of alpine', 'nginx:1.30-alpine', { command: ['ash'] }],
  ] as const)('is none where %s', (_why, image, more) => expect(told(image, more as unknown as Partial<Container>)).toBeUndefined());

  it('is told of every image of the course that can be started', () => {
    const untold = Object.entries(DEFAULT_CATALOGUE).filter(([name, { words }]) => shellIn(name) === undefined && !words.some((word) => word.startsWith('pull-error')));
    expect(untold.map(([name]) => name)).toEqual(['nicolaka/netshoot']);
  });
});
