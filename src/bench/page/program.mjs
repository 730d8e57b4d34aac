// Shared by the scripts of the page: the packaged program, a catalogue of invented rows, Chromium.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The driver of Chromium (playwright-core) in a directory node_modules. */
export function driver(modules) {
  return createRequire(`${modules}/`)('playwright-core').chromium;
}

/** The program on a free port, in a separate directory; settings as -D options. */
export class Program {
  #settings;
  #process = null;
  #port = 0;

  constructor(jar, settings = {}) {
    this.jar = jar;
    this.#settings = settings;
    this.directory = mkdtempSync(join(tmpdir(), 'voyage-page-'));
  }

  get base() { return `http://127.0.0.1:${this.#port}/`; }

  /** Resolves when it listens; a second start uses the same port and directory. */
  start() {
    const settings = { 'quarkus.http.port': this.#port, 'voyage.data': this.directory, ...this.#settings };
    const options = Object.entries(settings).map(([key, value]) => `-D${key}=${value}`);
    this.#process = spawn(process.env.JAVA ?? 'java', ['-Xmx512m', ...options, '-jar', this.jar, 'serve']);
    const child = this.#process;
    process.once('exit', () => child.kill('SIGKILL'));
    return new Promise((resolve, reject) => {
      let told = '';
      this.#process.stdout.on('data', (data) => {
        told += data;
        const port = /Listening on: \S+?:(\d+)/.exec(told)?.[1];
        if (port) {
          this.#port = Number(port);
          resolve(this);
        }
      });
      this.#process.on('exit', () => reject(new Error(`it ended: ${told}`)));
    });
  }

  kill() {
    const ended = new Promise((resolve) => { this.#process.once('exit', resolve); });
    this.#process.kill('SIGKILL');
    return ended;
  }

  async end() {
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      await this.kill();
    }
    rmSync(this.directory, { recursive: true });
  }
}

const text = (name) => `<FIELD name="${name}" datatype="char" arraysize="*"/>`;
const document = (body) => `<?xml version="1.0"?><VOTABLE version="1.4" xmlns="http://www.ivoa.net/xml/VOTable/v1.3"><RESOURCE type="results">
<INFO name="QUERY_STATUS" value="OK"/>${body}`;

/** A catalogue on loopback: `/cone?rows=…&rate=…&first=…` sends this number of rows at this rate per second (0: all at once), numbered from `first`; with links to directories if `files`. */
export async function archive() {
  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://archive');
    const directory = /^\/data\/([^/]+)\/(.*)$/.exec(url.pathname);
    if (url.pathname === '/cone') {
      cone(response, Number(url.searchParams.get('rows')), Number(url.searchParams.get('rate')), Number(url.searchParams.get('first') ?? 0), server.address().port);
    } else if (url.pathname === '/links') {
      let body = '';
      request.on('data', (data) => { body += data; }).on('end', () => links(response, `${url.search.slice(1)}&${body}`, server.address().port));
    } else if (directory && directory[2] === '') {
      response.setHeader('Content-Type', 'text/html');
      response.end('<title>Index of /</title><pre><a href="../">Parent Directory</a>\n<a href="events.txt">e</a> 2026-11-22 00:00 3K\n<a href="log.txt">l</a> 2026-11-22 00:00 3K\n</pre>');
    } else if (directory && !(directory[1].endsWith('3') && directory[2] === 'log.txt')) {
      response.end('x'.repeat(3000));
    } else {
      response.statusCode = 404;
      response.end('not here');
    }
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return { authority: `127.0.0.1:${server.address().port}`, close: () => server.close() };
}

async function cone(response, rows, rate, first, port) {
  response.setHeader('Content-Type', 'text/xml');
  response.write(document(`<TABLE><FIELD ID="id" name="obsid" datatype="char" arraysize="*" ucd="meta.id;meta.main"/>${text('name')}
<FIELD name="ra" datatype="double" unit="deg" ucd="pos.eq.ra;meta.main"/><FIELD name="dec" datatype="double" unit="deg" ucd="pos.eq.dec;meta.main"/>
<FIELD name="time" datatype="double" unit="d" ucd="time.start;obs"/><FIELD name="exposure" datatype="double" unit="s" ucd="time.duration;obs.exposure"/><DATA><TABLEDATA>\n`));
  let seed = 12345;
  const random = () => { seed = (seed * 1103515245 + 12345) & 0x7fffffff; return seed / 0x7fffffff; };
  const start = Date.now();
  for (let number = 0; number < rows;) {
    const due = rate ? Math.min(rows, Math.floor(((Date.now() - start) / 1000) * rate)) : Math.min(rows, number + 1000);
    let part = '';
    for (; number < due; number++) {
      const [distance, angle] = [0.9 * Math.sqrt(random()), 2 * Math.PI * random()];
      part += `<TR><TD>${60_000_000_000 + first + number}</TD><TD>Source ${number % 800}</TD><TD>${(10.5 + distance * Math.sin(angle)).toFixed(6)}</TD>
<TD>${(-5.25 + distance * Math.cos(angle)).toFixed(6)}</TD><TD>${(56_000 + 4000 * random()).toFixed(4)}</TD><TD>${Math.round(10 ** (2 + 3 * random()))}</TD></TR>\n`;
    }
    if (part && !response.write(part)) {
      await new Promise((resolve) => { response.once('drain', resolve); });
    } else {
      await new Promise((resolve) => { setTimeout(resolve, rate ? 20 : 0); });
    }
  }
  response.end(`</TABLEDATA></DATA></TABLE></RESOURCE><RESOURCE type="meta" utype="adhoc:service">
<PARAM name="standardID" datatype="char" arraysize="*" value="ivo://ivoa.net/std/DataLink#links-1.0"/>
<PARAM name="accessURL" datatype="char" arraysize="*" value="http://127.0.0.1:${port}/links"/>
<GROUP name="inputParams"><PARAM name="ID" datatype="char" arraysize="*" value="" ref="id"/></GROUP></RESOURCE></VOTABLE>`);
}

function links(response, asked, port) {
  const rows = new URLSearchParams(asked).getAll('ID').map((id) =>
    `<TR><TD>${id}</TD><TD>http://127.0.0.1:${port}/data/${id}/</TD><TD/><TD>#this</TD><TD>directory</TD></TR>`);
  response.setHeader('Content-Type', 'text/xml');
  response.end(document(`<TABLE>${['ID', 'access_url', 'error_message', 'semantics', 'content_type'].map(text).join('')}
<DATA><TABLEDATA>${rows.join('')}</TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>`));
}
