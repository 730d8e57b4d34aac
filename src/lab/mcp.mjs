#!/usr/bin/env node
// A session with MCP clients from npm against a service with the demo archive: from a name to verified files.
//   src/lab/mcp.mjs      JAR (target/voyage.jar), JAVA (java)
// Installs the clients in a temporary folder, and removes it. Exit code 0 if every step had the expected result.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, openSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const CLIENTS = [
  { package: "@modelcontextprotocol/sdk", version: "1.32.2", client: "/client/index.js", transport: "/client/streamableHttp.js" },
  { package: "@modelcontextprotocol/client", version: "2.4.0", client: "", transport: "" },
];

const jar = resolve(process.env.JAR ?? join(dirname(fileURLToPath(import.meta.url)), "../../target/voyage.jar"));
const work = mkdtempSync(join(tmpdir(), "voyage-mcp-"));
let service;

async function start() {
  const log = join(work, "service.log");
  const out = openSync(log, "w");
  const options = ["-Dquarkus.http.port=0", "-Dvoyage.demo-port=0", "-Dvoyage.mcp.enabled=true", "-Dvoyage.mcp.write=true"];
  service = spawn(process.env.JAVA ?? "java", [...options, "-jar", jar, "serve", "--demo", "--data", join(work, "data")], {
    stdio: ["ignore", out, out],
  });
  for (let i = 0; i < 240 && service.exitCode === null; i++) {
    const found = readFileSync(log, "utf8").match(/Listening on: (http:\/\/\S+)/);
    if (found) return found[1];
    await new Promise((done) => setTimeout(done, 500));
  }
  throw new Error("the service did not start\n" + readFileSync(log, "utf8"));
}

function step(name, value) {
  console.log(`  ${name.padEnd(20)} ${JSON.stringify(value)}`);
}

async function session(entry, address) {
  console.log(`${entry.package} ${entry.version}`);
  const require = createRequire(join(work, "package.json"));
  const load = (path) => import(pathToFileURL(require.resolve(entry.package + path)));
  const { Client } = await load(entry.client);
  const { StreamableHTTPClientTransport } = await load(entry.transport);
  const client = new Client({ name: "voyage-lab", version: "1" });
  const transport = new StreamableHTTPClientTransport(new URL("/mcp", address));
  await client.connect(transport);
  step("server", { ...client.getServerVersion(), protocol: transport.protocolVersion, session: transport.sessionId ?? null });
  const { tools } = await client.listTools();
  step("tools", tools.map((tool) => tool.name));
  assert.equal(tools.length, 14);
  const call = async (name, args) => {
    const result = await client.callTool({ name, arguments: args });
    if (result.isError) throw Object.assign(new Error(result.structuredContent.detail), result.structuredContent);
    assert.deepEqual(JSON.parse(result.content[0].text), result.structuredContent);
    return result.structuredContent;
  };

  const place = await call("resolve_target", { name: "3C 105" });
  step("resolve_target", [place.raDeg, place.decDeg]);
  const found = await call("find_catalogues", { keywords: "nustar" });
  step("find_catalogues", found.catalogues.map((catalogue) => catalogue.shortName));
  const described = await call("describe_catalogue", { catalogue: "numaster", limit: 5 });
  step("describe_catalogue", described.columns.map((column) => column.name));

  const request = { target: "3C 105", catalogue: "numaster", where: "exposure_a <= 10000" };
  const { id: plan } = await call("plan_search", request);
  const planned = await ended(call, plan);
  step("plan_search", [planned.outcome, planned.tally.files]);
  const { id } = await call("start_search", { ...request, action: "download", idempotencyKey: entry.package });
  const last = await ended(call, id);
  step("start_search", [last.outcome, last.tally.files]);
  assert.equal(last.outcome, "complete");

  const types = new Map();
  for (let after = "0"; after; ) {
    const page = await call("search_events", { search: id, after });
    page.events.forEach((event) => types.set(event.type, (types.get(event.type) ?? 0) + 1));
    after = page.next;
  }
  step("search_events", Object.fromEntries(types));
  const rows = await call("search_observations", { search: id, where: "exposure_a <= 10000", columns: "obsid,exposure_a", limit: 3 });
  step("search_observations", rows.observations.map((row) => row.row));
  const files = [];
  for (let after; ; ) {
    const page = await call("list_files", { search: id, after });
    files.push(...page.files);
    after = page.next;
    if (!after) break;
  }
  step("list_files", [files.length, files[0].path, files[0].sha256.slice(0, 12)]);
  assert.equal(files.length, (types.get("file.completed") ?? 0) + (types.get("file.skipped") ?? 0));

  await assert.rejects(call("search_status", { search: "nosuch" }), (problem) => {
    step("a wrong search", [problem.type, problem.message]);
    return problem.status === 404;
  });
  await client.close();
}

async function ended(call, search) {
  for (let i = 0; i < 600; i++) {
    const state = await call("search_status", { search });
    if (state.ended) return state;
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error(search + " has not ended");
}

try {
  execFileSync("npm", ["init", "-y"], { cwd: work, stdio: "ignore" });
  execFileSync("npm", ["install", "--silent", "--no-audit", "--no-fund", ...CLIENTS.map((one) => `${one.package}@${one.version}`)], { cwd: work });
  const address = await start();
  for (const entry of CLIENTS) await session(entry, address);
} finally {
  service?.kill();
  if (service && service.exitCode === null) await new Promise((done) => service.once("exit", done));
  rmSync(work, { recursive: true, force: true });
}
