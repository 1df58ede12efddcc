import { describe, expect, it } from 'vitest';
import { goJson } from '../base/go/json';
import { labelSelector, listOf, pointerTo, structOf } from './internal';

describe('structOf', () => {
  const port = structOf('Name Port# Ready! AppProtocol? TargetPort#=targetPort');

  it('prints every field under its Go name, the empty ones too', () => {
    expect(goJson(port({ port: 80 }))).toBe('{"Name":"","Port":80,"Ready":false,"AppProtocol":null,"TargetPort":0}');
  });

  it('takes the shapes of inner fields, embeds structs and prints an empty list as nil', () => {
    const outer = structOf('^Source Selector Ports', { Source: structOf('HostPath? NFS?=nfs'), Selector: pointerTo(labelSelector), Ports: listOf(port) });
    expect(goJson(outer({ nfs: { path: '/' }, selector: { matchExpressions: [], matchLabels: { b: '1', a: '<' } }, ports: [] }))).toBe(
      '{"HostPath":null,"NFS":{"path":"/"},"Selector":{"matchLabels":{"a":"\\u003c","b":"1"}},"Ports":null}',
    );
  });
});
