/** What the first commands of a terminal print; a test asks the real desk. */
export const FIRST_SESSION = `learner@lab:~$ kubectl get nodes
NAME     STATUS   ROLES           AGE   VERSION
cp-1     Ready    control-plane   25s   v1.36.3
node-a   Ready    <none>          23s   v1.36.3
node-b   Ready    <none>          23s   v1.36.3
node-c   Ready    <none>          23s   v1.36.3
learner@lab:~$ `;
