/** `npm run docs`: writes the documents that are made from the code; `--check` says which of them are stale. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { callsMarkdown, readApi } from "./api.ts";
import { lifecycleMarkdown } from "./lifecycle.ts";
import { roomsMarkdown } from "./rooms.ts";
import { ROOT } from "./root.ts";
import { scriptModule } from "./script-module.ts";

const { ENDPOINTS, openApiDocument } = await readApi();

const DOCUMENTS: Record<string, () => string> = {
	"docs/openapi.json": () => `${JSON.stringify(openApiDocument(ENDPOINTS), null, "\t")}\n`,
	"docs/calls.md": () => callsMarkdown(ENDPOINTS),
	"docs/lifecycle.md": lifecycleMarkdown,
	"docs/rooms.md": roomsMarkdown,
	"worker/incidents/page-shell/script.ts": () =>
		scriptModule("worker/incidents/page-shell/source.js", "SHELL_SCRIPT"),
	"worker/subscribers/browser/page-script.ts": () =>
		scriptModule("worker/subscribers/browser/page-source.js", "PAGE_SCRIPT"),
	"worker/subscribers/browser/worker-script.ts": () =>
		scriptModule("worker/subscribers/browser/worker-source.js", "WORKER_SCRIPT"),
};

const isCheck = process.argv.includes("--check");
const stale = Object.entries(DOCUMENTS).filter(([path, make]) => !isCurrent(path, make()));
for (const [path, make] of stale) {
	if (!isCheck) writeFileSync(join(ROOT, path), make());
	console.log(isCheck ? `${path} is out of date. Run npm run docs.` : `wrote ${path}`);
}
if (isCheck && stale.length > 0) process.exit(1);

function isCurrent(path: string, wanted: string): boolean {
	const file = join(ROOT, path);
	return existsSync(file) && readFileSync(file, "utf8") === wanted;
}
