/** Something that happened to the Pods of one owner, and whether the controller's watch delivered the news of it. */
export interface News {
  /** How many Pods came (positive) or went (negative) by themselves. */
  change: number;
  delivered: boolean;
}

export interface Counts {
  edge: number;
  level: number;
}

/**
 * Plays the same events to two controllers that ought to keep `desired` Pods, and returns how many Pods each has after every event.
 *
 * The *edge* controller answers the event: one gone, so create one. The *level* controller takes the event as a wake-up, counts, and creates or
 * deletes the difference, as `syncReplicaSet` and `manageReplicas` of k8s.io/kubernetes pkg/controller/replicaset do. Neither acts on
 * news that was not delivered. Actions take effect at once; a real controller sees them a little later.
 */
export function playNews(desired: number, news: readonly News[]): readonly Counts[] {
  let edge = desired;
  let level = desired;
  return news.map(({ change, delivered }) => {
    edge = Math.max(0, edge + change);
    level = Math.max(0, level + change);
    if (delivered) {
      edge = Math.max(0, edge - change);
      level = desired;
    }
    return { edge, level };
  });
}
