import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { insistOnChromium } from "./chromium.ts";
import { obtainFirefox } from "./firefox.ts";
import { ROOT } from "./root.ts";

export interface Totals {
	passed: number;
	failed: number;
}

/** Runs the tests and answers real totals; a file that could not run counts as one failure. */
export function runVitest(args: string[], env: NodeJS.ProcessEnv = {}): Totals {
	const folder = mkdtempSync(join(tmpdir(), "tocsin-totals-"));
	const file = join(folder, "totals.json");
	const cli = join(ROOT, "node_modules/vitest/vitest.mjs");
	const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
	const { status } = spawnSync(process.execPath, [cli, "run", ...reporters, ...args], {
		cwd: ROOT,
		stdio: ["ignore", "inherit", "inherit"],
		env: { ...process.env, CHROMIUM_PATH: insistOnChromium(), FIREFOX_PATH: obtainFirefox() ?? "", ...env },
	});
	const totals = existsSync(file) ? readTotals(file) : { passed: 0, failed: 0 };
	rmSync(folder, { recursive: true });
	return status !== 0 && totals.failed === 0 ? { ...totals, failed: 1 } : totals;
}

interface JsonReport {
	numPassedTests: number;
	numFailedTests: number;
	testResults: { status: string; assertionResults: { status: string }[] }[];
}

function readTotals(file: string): Totals {
	const report: JsonReport = JSON.parse(readFileSync(file, "utf8"));
	const broken = report.testResults.filter(
		(one) => one.status === "failed" && !one.assertionResults.some((test) => test.status === "failed"),
	);
	return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length };
}
