/** The search on the screen as a program that asks for the same: exact, whatever the texts in it are. */

/** Quoted for a POSIX shell: nothing within single quotes means anything but themselves. */
export const shell = (text) => `'${String(text).replaceAll("'", "'\\''")}'`;

/** A literal of JavaScript; JSON is one. Line separators are escaped for readers of source that end lines there. */
export const javascript = (value, indent = '') =>
  JSON.stringify(value, null, 2)
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
    .replaceAll('\n', `\n${indent}`);

/** A literal of Python: JSON's strings and numbers are Python's, its three words are not. */
export function python(value, indent = '') {
  const inner = `${indent}    `;
  if (value === null || value === undefined) {
    return 'None';
  }
  if (typeof value === 'boolean') {
    return value ? 'True' : 'False';
  }
  if (Array.isArray(value)) {
    return `[${value.map((item) => python(item, indent)).join(', ')}]`;
  }
  if (typeof value === 'object') {
    const members = Object.entries(value).map(
      ([name, member]) => `${inner}${javascript(name)}: ${python(member, inner)},\n`,
    );
    return members.length === 0 ? '{}' : `{\n${members.join('')}${indent}}`;
  }
  return javascript(value);
}

/** The request as one would write it: what is empty or the default is left out. */
export function asked(request) {
  const { files, where, links, ...rest } = request;
  const patterns = Object.fromEntries(Object.entries(files ?? {}).filter(([, list]) => list?.length > 0));
  return Object.fromEntries(
    Object.entries({
      ...rest,
      ...(where ? { where } : {}),
      ...(Object.keys(patterns).length > 0 ? { files: patterns } : {}),
      ...(links?.length > 0 && String(links) !== '#this' ? { links } : {}),
    }).filter(([name, value]) => value !== null && value !== undefined && !(name === 'source' && value === 'auto')),
  );
}

/** The targets as texts; null where there is none, or a position that has a name of its own or cannot be a text. */
function targetTexts({ target, targets, position }) {
  const texts = (targets ?? [target ?? position]).map((each) => {
    const at = each?.name === undefined ? `${each?.raDeg} ${each?.decDeg < 0 ? '' : '+'}${each?.decDeg}` : '';
    return /^[\d.]+ [+-][\d.]+$/.test(at) ? at : each;
  });
  return texts.every((text) => typeof text === 'string' && text !== '') ? texts : null;
}

/** What GET /v1/stream and the command line both say, by their names, but the targets; null for a request that they cannot say. */
function flat(request) {
  const { catalogue, catalogues = [catalogue], radiusDeg, where, files, links, action, source } = request;
  if (targetTexts(request) === null || !catalogues.every(Boolean)) {
    return null;
  }
  return [
    ...catalogues.map((name) => ['catalogue', name]),
    ['radius', radiusDeg],
    ['where', where],
    ...(files?.include ?? []).map((pattern) => ['include', pattern]),
    ...(files?.exclude ?? []).map((pattern) => ['exclude', pattern]),
    ...(links ?? []).map((term) => ['links', term]),
    ['action', action],
    ['source', source],
  ].filter(([, value]) => value !== undefined);
}

const TOKEN = 'VOYAGE_TOKEN';

/** @param known whether the service wants to know who asks: then the token comes from the environment */
export function curl(origin, request, known = false) {
  const wanted = asked(request);
  const names = flat(wanted);
  const targets = names && targetTexts(wanted).map((text) => ['target', text]);
  const who = known ? `  -H "Authorization: Bearer $${TOKEN}" \\\n` : '';
  return names
    ? `# start it, and watch it happen\ncurl -N -G ${shell(`${origin}/v1/stream`)} \\\n${who}${[...targets, ...names]
        .map(([name, value]) => `  --data-urlencode ${shell(`${name}=${value}`)}`)
        .join(' \\\n')}\n`
    : `# start it; "links" in the answer lead to its events, rows and files\ncurl -sS ${shell(`${origin}/v1/searches`)} \\\n${who}` +
        `  -H 'Content-Type: application/json' \\\n  -d ${shell(JSON.stringify(wanted))}\n`;
}

export function pythonScript(origin, request, known = false) {
  const several = request.catalogues ?? null;
  return `import io
import json
${known ? 'import os\n' : ''}
import requests
from astropy.table import Table

base = ${python(origin)}
service = requests.Session()
${known ? `service.headers["Authorization"] = "Bearer " + os.environ["${TOKEN}"]\n` : ''}answer = service.post(base + "/v1/searches", json=${python(asked(request))})
if not answer.ok:
    raise SystemExit(answer.json()["detail"])
links = answer.json()["links"]

# each event the moment it happens
ndjson = {"Accept": "application/x-ndjson"}
with service.get(base + links["events"], headers=ndjson, stream=True) as events:
    for line in events.iter_lines():
        if line.strip():
            event = json.loads(line)
            print(event["type"], event.get("file") or event.get("observation") or "")

# the rows that fit the condition, with units and UCDs${several ? '; each catalogue has its own columns' : ''}
${several ? `for catalogue in ${python(several)}:\n    ` : ''}votable = service.get(base + links["observations"], params={"format": "votable", "selected": "true"${several ? ', "catalogue": catalogue' : ''}})
${several ? '    ' : ''}print(Table.read(io.BytesIO(votable.content), format="votable"))

# the files that are here; there may be more pages, see "next"
for file in service.get(base + links["files"]).json()["files"]:
    if "sha256" in file:
        print(file["path"], file["sha256"], base + file["href"])
`;
}

export function javascriptModule(origin, request, known = false) {
  const who = known ? `const who = { Authorization: "Bearer " + process.env.${TOKEN} };\n` : '';
  const also = known ? '...who, ' : '';
  return `const base = ${javascript(origin)};
${who}const answer = await fetch(base + "/v1/searches", {
  method: "POST",
  headers: { ${also}"Content-Type": "application/json" },
  body: JSON.stringify(${javascript(asked(request), '  ')}),
});
if (!answer.ok) {
  throw new Error((await answer.json()).detail);
}
const { links } = await answer.json();

// each event the moment it happens
const events = await fetch(base + links.events, { headers: { ${also}Accept: "application/x-ndjson" } });
const decoder = new TextDecoder();
let rest = "";
for await (const chunk of events.body) {
  const lines = (rest + decoder.decode(chunk, { stream: true })).split("\\n");
  rest = lines.pop();
  for (const line of lines.filter((text) => text.trim() !== "")) {
    const event = JSON.parse(line);
    console.log(event.type, event.file ?? event.observation ?? "");
  }
}

// the files that are here; there may be more pages, see "next"
const { files } = await (await fetch(base + links.files${known ? ', { headers: who }' : ''})).json();
console.log(files.filter((file) => file.sha256).map((file) => base + file.href));
`;
}

/** The same program on a command line of its own; null where it takes more than one can say there. */
export function commandLine(request) {
  const wanted = asked(request);
  const options = flat(wanted);
  return options === null
    ? null
    : `voyage search \\\n${options.map(([name, value]) => `  ${shell(`--${name}=${value}`)}`).join(' \\\n')} \\\n  -- ${targetTexts(wanted).map(shell).join(' ')}\n`;
}
