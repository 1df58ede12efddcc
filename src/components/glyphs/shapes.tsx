import type { ReactNode } from 'react';
import type { ObjectGlyph } from './kinds';

/** Solid parts opt out of the 1.5-unit outline that the svg element sets for everything else. */
const solid = { fill: 'currentColor', stroke: 'none' } as const;

/** Shapes on a 16 × 16 grid: one colour, 1.5-unit outline, no detail finer than a pixel at 16 px. */
export const objectShapes: Record<ObjectGlyph, ReactNode> = {
  // A capsule that holds containers: they share one skin, one address and one fate.
  pod: (
    <>
      <rect x="1.25" y="3.75" width="13.5" height="8.5" rx="4.25" />
      <circle cx="5.5" cy="8" r="1.9" {...solid} />
      <circle cx="10.5" cy="8" r="1.9" {...solid} />
    </>
  ),
  // A box that Pods sit in, with the part already in use at the bottom.
  node: (
    <>
      <rect x="1.75" y="1.75" width="12.5" height="12.5" rx="1.5" />
      <path d="M3.5 9.5h9v3h-9z" {...solid} />
    </>
  ),
  // A wanted thing inside a turn that keeps restoring it.
  deployment: (
    <>
      <path d="M13.6 6.2A6 6 0 1 0 14 8.6" />
      <path d="M14.5 2.8v4h-4" />
      <rect x="5.8" y="5.8" width="4.4" height="4.4" rx="0.8" {...solid} />
    </>
  ),
  // The same thing, several times.
  replicaSet: (
    <>
      <rect x="1.5" y="6.5" width="8" height="8" rx="1.2" {...solid} />
      <path d="M4.5 4.5v-.2a.8.8 0 0 1 .8-.8h6.4a.8.8 0 0 1 .8.8v6.4a.8.8 0 0 1-.8.8h-.2" />
      <path d="M8.5 1h5.2c.7 0 1.3.6 1.3 1.3v5.2" />
    </>
  ),
  // Copies that keep their place and their own disk.
  statefulSet: (
    <>
      <path d="M1.5 3.5h3v3h-3zM6.5 3.5h3v3h-3zM11.5 3.5h3v3h-3z" {...solid} />
      <path d="M3 6.5v3M8 6.5v3M13 6.5v3" />
      <path d="M1.2 11.8h3.6M6.2 11.8h3.6M11.2 11.8h3.6" strokeWidth="2.4" />
    </>
  ),
  // One on every eligible node.
  daemonSet: (
    <>
      <rect x="1.5" y="1.5" width="5.2" height="13" rx="1" />
      <rect x="9.3" y="1.5" width="5.2" height="13" rx="1" />
      <circle cx="4.1" cy="11.2" r="1.5" {...solid} />
      <circle cx="11.9" cy="11.2" r="1.5" {...solid} />
    </>
  ),
  // Work with an end.
  job: (
    <>
      <path d="M1.5 8h8.2M6.8 4.8 10 8l-3.2 3.2" />
      <path d="M13.5 2.5v11" strokeWidth="2.2" />
    </>
  ),
  cronJob: (
    <>
      <circle cx="8" cy="8" r="6.2" />
      <path d="M8 4.2V8l2.8 1.8" />
    </>
  ),
  // One stable name in front, several changing ends behind.
  service: (
    <>
      <circle cx="3.2" cy="8" r="2" {...solid} />
      <path d="M3.2 8h9.3M3.2 8l9.3-4.8M3.2 8l9.3 4.8" strokeWidth="1.2" />
      <circle cx="12.8" cy="3" r="1.7" {...solid} />
      <circle cx="12.8" cy="8" r="1.7" {...solid} />
      <circle cx="12.8" cy="13" r="1.7" {...solid} />
    </>
  ),
  ingress: (
    <>
      <path d="M8 1.75h4.75c.8 0 1.5.7 1.5 1.5v9.5c0 .8-.7 1.5-1.5 1.5H8" />
      <path d="M1.2 8h8.6M6.6 4.8 9.8 8l-3.2 3.2" />
    </>
  ),
  // More or fewer, sideways.
  hpa: (
    <>
      <rect x="6.2" y="4.5" width="3.6" height="7" rx="0.8" {...solid} />
      <path d="M4.4 8H.9M2.9 5.6.9 8l2 2.4M11.6 8h3.5M13.1 5.6l2 2.4-2 2.4" />
    </>
  ),
  networkPolicy: (
    <>
      <path d="M8 1.2 13.8 3v4.6c0 3.4-2.3 5.9-5.8 7.2-3.5-1.3-5.8-3.8-5.8-7.2V3z" />
      <path d="M4.9 8h6.2" strokeWidth="2" />
    </>
  ),
  // A line drawn round things: a boundary of names, not a wall.
  namespace: (
    <>
      <rect x="1.75" y="1.75" width="12.5" height="12.5" rx="2.5" strokeDasharray="2.6 2.1" />
      <circle cx="8" cy="8" r="2" {...solid} />
    </>
  ),
  configMap: (
    <>
      <path d="M3 1.75h6.5l3.5 3.5v9H3z" />
      <path d="M5.4 8h1.2M5.4 11h1.2M8.4 8h2.4M8.4 11h2.4" />
    </>
  ),
  secret: (
    <>
      <rect x="2.75" y="7" width="10.5" height="7.25" rx="1.4" />
      <path d="M5 7V4.7a3 3 0 0 1 6 0V7" />
      <circle cx="8" cy="10.6" r="1.4" {...solid} />
    </>
  ),
  volume: (
    <>
      <ellipse cx="8" cy="3.7" rx="5.75" ry="2.2" />
      <path d="M2.25 3.7v8.6c0 1.2 2.6 2.2 5.75 2.2s5.75-1 5.75-2.2V3.7M2.25 8c0 1.2 2.6 2.2 5.75 2.2s5.75-1 5.75-2.2" />
    </>
  ),
  container: (
    <>
      <rect x="1.25" y="3.25" width="13.5" height="9.5" rx="1" />
      <path d="M4.7 5.8v4.4M8 5.8v4.4M11.3 5.8v4.4" />
    </>
  ),
  // Layers, one on the other.
  image: (
    <>
      <path d="M8 1.4 14.5 5 8 8.6 1.5 5z" {...solid} />
      <path d="M1.5 8 8 11.6 14.5 8M1.5 11 8 14.6l6.5-3.6" />
    </>
  ),
  process: <path d="M.9 8.5h3l2.2-5.8 3.4 10.6 2.2-4.8h3.4" />,
  kernel: (
    <>
      <circle cx="8" cy="8" r="6.4" />
      <circle cx="8" cy="8" r="3" {...solid} />
    </>
  ),
  // A machine inside a machine.
  vm: (
    <>
      <rect x="1.25" y="1.75" width="13.5" height="9.75" rx="1.3" />
      <rect x="4.4" y="4.4" width="7.2" height="4.4" rx="0.6" {...solid} />
      <path d="M8 11.5v2.7M4.7 14.25h6.6" />
    </>
  ),
  server: (
    <>
      <rect x="1.75" y="1.75" width="12.5" height="5.2" rx="1.2" />
      <rect x="1.75" y="9.05" width="12.5" height="5.2" rx="1.2" />
      <path d="M4.3 4.35h1.6M4.3 11.65h1.6" strokeWidth="1.8" />
    </>
  ),
  // Settings that somebody holds in place.
  controlPlane: (
    <>
      <path d="M1.5 3.5h13M1.5 8h13M1.5 12.5h13" strokeWidth="1.2" />
      <circle cx="10.8" cy="3.5" r="2" {...solid} />
      <circle cx="4.8" cy="8" r="2" {...solid} />
      <circle cx="9" cy="12.5" r="2" {...solid} />
    </>
  ),
  // Everybody talks through the middle.
  apiServer: (
    <>
      <rect x="5.2" y="5.2" width="5.6" height="5.6" rx="1" {...solid} />
      <path d="M8 1v3M8 12v3M1 8h3M12 8h3" />
      <path d="M3.2 3.2h.01M12.8 3.2h.01M3.2 12.8h.01M12.8 12.8h.01" strokeWidth="2" />
    </>
  ),
  // Three members, a majority of which must agree.
  etcd: (
    <>
      <path d="M8 3.6 3.4 12h9.2z" strokeWidth="1.2" />
      <circle cx="8" cy="3.4" r="2.2" {...solid} />
      <circle cx="3.2" cy="12.2" r="2.2" {...solid} />
      <circle cx="12.8" cy="12.2" r="2.2" {...solid} />
    </>
  ),
  // Several places, one chosen.
  scheduler: (
    <>
      <rect x="1.75" y="1.75" width="4.8" height="4.8" rx="0.8" />
      <rect x="1.75" y="9.45" width="4.8" height="4.8" rx="0.8" />
      <rect x="9.45" y="1.75" width="4.8" height="4.8" rx="0.8" />
      <rect x="8.7" y="8.7" width="6.3" height="6.3" rx="1" {...solid} />
    </>
  ),
  // A loop: look, compare, act, again.
  controller: (
    <>
      <path d="M2.2 6.6A6 6 0 0 1 12.8 4.3M13.8 9.4A6 6 0 0 1 3.2 11.7" />
      <path d="M13.1 1.1v3.6H9.5M2.9 14.9v-3.6h3.6" />
    </>
  ),
  // The agent on a node, listening.
  kubelet: (
    <>
      <rect x="1.75" y="5.75" width="12.5" height="8.5" rx="2" />
      <path d="M8 5.7V3.2" />
      <circle cx="8" cy="2.1" r="1.5" {...solid} />
      <circle cx="5.3" cy="10" r="1.4" {...solid} />
      <circle cx="10.7" cy="10" r="1.4" {...solid} />
    </>
  ),
  runtime: (
    <>
      <rect x="1.25" y="3.25" width="13.5" height="9.5" rx="1" />
      <path d="M6.2 5.3 10.6 8l-4.4 2.7z" {...solid} />
    </>
  ),
  proxy: (
    <>
      <path d="M1.2 5h9.6M8 2l3 3-3 3M14.8 11H5.2M8 8l-3 3 3 3" />
    </>
  ),
  user: (
    <>
      <circle cx="8" cy="4.8" r="2.9" />
      <path d="M2.2 14.3c.5-3.2 2.7-4.9 5.8-4.9s5.3 1.7 5.8 4.9" />
    </>
  ),
};
