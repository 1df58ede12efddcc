/**
 * `npm run dev`: both languages at once, reloading as you type. Docusaurus' own dev server serves one language only and keeps
 * its generated files in one folder, so each language gets a server and a folder of its own.
 */
import { spawn } from 'node:child_process';

const languages = [
  { locale: 'ko', port: '3000' },
  { locale: 'en', port: '3001' },
];

const servers = languages.map(({ locale, port }) =>
  spawn(process.execPath, ['node_modules/@docusaurus/core/bin/docusaurus.mjs', 'start', '--no-open', '--locale', locale, '--port', port], {
    stdio: 'inherit',
    // The two would also share, and so break, one compiler cache.
    env: { ...process.env, DOCUSAURUS_GENERATED_FILES_DIR_NAME: `.docusaurus-${locale}`, DOCUSAURUS_NO_PERSISTENT_CACHE: 'true' },
  }),
);

function stopAll() {
  for (const server of servers) server.kill('SIGTERM');
}

process.on('SIGINT', stopAll);
process.on('SIGTERM', stopAll);
for (const server of servers) {
  server.on('exit', (code) => {
    stopAll();
    process.exitCode ||= code ?? 0;
  });
}
