/**
 * Says of recorded timelines whether they come out as they are judged, and under how many other circumstances: phases of kubelets and controllers, a machine as busy as the recording one may have been.
 *
 *   npm run phases -- timeline/pod.json            all cases of files
 *   npm run phases -- timeline/pod.json pod-start  those that are named
 *
 * Nothing is judged by it: it tells what is only a phase from what has another cause.
 */
import { readFileSync } from 'node:fs';
import { OTHERS } from './golden/timeline/circumstances';
import { replayTimeline, replayUnder } from './golden/timeline/replay';
import type { GoldenFile } from './golden/types';

const [files, ids] = [process.argv.slice(2).filter((one) => one.endsWith('.json')), process.argv.slice(2).filter((one) => !one.endsWith('.json'))];
if (files.length === 0) {
  console.error('Give the files of recordings: npm run phases -- FILE… [case …]');
  process.exit(2);
}
for (const file of files) {
  for (const one of (JSON.parse(readFileSync(file, 'utf8')) as GoldenFile).cases) {
    if (ids.length > 0 && !ids.includes(one.id)) continue;
    const others = OTHERS.filter((circumstances) => replayUnder(one, circumstances).faults === 0).length;
    console.log(`${one.id}: ${replayTimeline(one).faults === 0 ? 'comes out' : 'does not come out'}, under ${others} of ${OTHERS.length} others too`.replace(/(does not.*) too$/, '$1'));
  }
}
