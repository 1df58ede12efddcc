import { expect, it } from 'vitest';
import { parseResourcePath } from './url';

it.each([
  ['/api/v1/namespaces', { plural: 'namespaces', name: '', subresource: '', namespace: '' }],
  ['/api/v1/namespaces/lab', { plural: 'namespaces', name: 'lab', subresource: '', namespace: '' }],
  ['/api/v1/namespaces/lab/finalize', { plural: 'namespaces', name: 'lab', subresource: 'finalize', namespace: '' }],
  ['/api/v1/namespaces/lab/status', { plural: 'namespaces', name: 'lab', subresource: 'status', namespace: '' }],
  ['/api/v1/namespaces/lab/pods?limit=1', { plural: 'pods', name: '', subresource: '', namespace: 'lab' }],
  ['/apis/apps/v1/namespaces/lab/deployments/web/scale', { plural: 'deployments', name: 'web', subresource: 'scale', namespace: 'lab' }],
])('%s', (path, found) => expect(parseResourcePath(path)).toMatchObject(found));
