// Serves the harness on loopback: node serve.mjs NODE_MODULES [PORT]; NODE_MODULES is where `npm i lit@3` was done.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const web = fileURLToPath(new URL('../../main/resources/web/', import.meta.url));
const [modules, port = '18970'] = process.argv.slice(2);
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
const POLICY = "default-src 'self'; script-src 'self' 'sha256-IMPORTMAP'; img-src 'self' data:; style-src 'self'";

const { createHash } = await import('node:crypto');
const page = await readFile(join(here, 'index.html'), 'utf8');
const map = /<script type="importmap">([^]*?)<\/script>/.exec(page)[1];
const policy = POLICY.replace('IMPORTMAP', createHash('sha256').update(map).digest('base64'));

createServer(async (request, response) => {
  const path = normalize(new URL(request.url, 'http://x').pathname).replace(/\/$/, '/index.html');
  const roots = path.startsWith('/app/') ? [web] : [here, modules];
  for (const root of roots) {
    try {
      const body = await readFile(join(root, path));
      response.writeHead(200, { 'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream', 'Content-Security-Policy': policy });
      response.end(body);
      return;
    } catch {
      // the next root may have it
    }
  }
  response.writeHead(404).end();
}).listen(Number(port), '127.0.0.1', () => console.log(`http://127.0.0.1:${port}/`));
