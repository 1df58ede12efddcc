import type { ReactElement, ReactNode } from 'react';
import { useMessages } from '../../../i18n/messages';
import { Glyph } from '../../glyphs';
import { Figure } from '../kit';
import styles from './CgroupTrees.module.css';
import { cgroupTreesMessages } from './messages';

const pid = 4131;
const pod = ['kubepods.slice', 'kubepods-burstable.slice', 'kubepods-burstable-pod….slice', 'cri-containerd-….scope'] as const;

/** Files as the kernel names them: admin-guide/cgroup-v1/* and admin-guide/cgroup-v2.rst. */
const forest = [
  { mount: '/sys/fs/cgroup/cpu,cpuacct', files: ['cpu.cfs_quota_us', 'cpu.cfs_period_us', 'cpu.shares'] },
  { mount: '/sys/fs/cgroup/memory', files: ['memory.limit_in_bytes', 'memory.oom_control'] },
  { mount: '/sys/fs/cgroup/pids', files: ['pids.max'] },
] as const;

const unified = [
  { meaning: 'cpu', files: ['cpu.max', 'cpu.weight'] },
  { meaning: 'memory', files: ['memory.max', 'memory.high', 'memory.min', 'memory.oom.group'] },
  { meaning: 'io', files: ['io.max'] },
  { meaning: 'pids', files: ['pids.max'] },
  { meaning: 'psi', files: ['cpu.pressure', 'memory.pressure', 'io.pressure'] },
] as const;

/** Directories nested as deep as they are on disk. */
function Path({ steps, children }: { readonly steps: readonly string[]; readonly children: ReactNode }): ReactElement {
  const [first, ...rest] = steps;
  return (
    <ul className={styles.tree}>
      <li>
        <code className={styles.folder}>{first}</code>
        {rest.length > 0 ? <Path steps={rest}>{children}</Path> : children}
      </li>
    </ul>
  );
}

function ProcessLine(): ReactElement {
  const text = useMessages(cgroupTreesMessages);
  return (
    <p className={styles.process}>
      <Glyph kind="process" size={14} /> <code>cgroup.procs</code> {text.process(pid)}
    </p>
  );
}

/** The same container in cgroup v1's trees and in v2's single tree, with the real file names. */
export function CgroupTrees(): ReactElement {
  const text = useMessages(cgroupTreesMessages);
  return (
    <Figure title={text.title} point={text.point} caveat={text.caveat}>
      <div className={styles.sides}>
        <section className={styles.side} aria-label={text.v1}>
          <p className={styles.heading}>
            {text.v1} <small>{text.same}</small>
          </p>
          {forest.map(({ mount, files }) => (
            <div key={mount} className={styles.plant}>
              <Path steps={[mount, '…', pod[3]]}>
                <ul className={styles.files}>
                  {files.map((file) => (
                    <li key={file}><code>{file}</code></li>
                  ))}
                </ul>
                <ProcessLine />
              </Path>
            </div>
          ))}
        </section>
        <section className={styles.side} aria-label={text.v2}>
          <p className={styles.heading}>
            {text.v2} <small>{text.once}</small>
          </p>
          <div className={styles.plant} data-unified>
            <Path steps={['/sys/fs/cgroup', ...pod]}>
              <ul className={styles.groups}>
                {unified.map(({ meaning, files }) => (
                  <li key={meaning}>
                    <span>{text.meaning[meaning]}</span>
                    <ul className={styles.files}>
                      {files.map((file) => (
                        <li key={file}><code>{file}</code></li>
                      ))}
                    </ul>
                  </li>
                ))}
              </ul>
              <ProcessLine />
            </Path>
          </div>
        </section>
      </div>
    </Figure>
  );
}
