/** The machine beside the cluster that is the Git server. */
export const GIT_HOST = 'git.example.com';
