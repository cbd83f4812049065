/** `.ci/run`: everything that must hold before a commit counts. Goes on after a failure, so that one run tells all. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./root.ts";
import { runVitest } from "./vitest-run.ts";

const TOOLS: [what: string, script: string, ...args: string[]][] = [
	["types", "node_modules/typescript/bin/tsc", "-b"],
	["lint", "node_modules/@biomejs/biome/bin/biome", "check", "."],
	["generated documents", "scripts/docs.ts", "--check"],
	["deploy dry run", "scripts/deploy.ts", "--dry-run"],
];

let passed = 0;
let failed = 0;
for (const [what, script, ...args] of TOOLS) {
	if (!existsSync(join(ROOT, script))) {
		report(what, false, `${script} is missing`);
		continue;
	}
	const startedAt = Date.now();
	const { status } = spawnSync(process.execPath, [join(ROOT, script), ...args], {
		cwd: ROOT,
		stdio: ["ignore", "inherit", "inherit"],
	});
	report(what, status === 0, `${((Date.now() - startedAt) / 1_000).toFixed(1)} s`);
}
const tests = runVitest([]);
passed += tests.passed;
failed += tests.failed;
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

function report(what: string, good: boolean, detail: string): void {
	if (good) passed += 1;
	else failed += 1;
	console.log(`${good ? "passed" : "FAILED"}: ${what} (${detail})`);
}
