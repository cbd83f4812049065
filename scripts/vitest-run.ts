import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { insistOnChromium } from "./chromium.ts";
import { obtainFirefox } from "./firefox.ts";
import { ROOT } from "./root.ts";

export interface Totals {
	passed: number;
	failed: number;
}

interface Ran extends Totals {
	/** In which something failed, or which could not run. */
	failedFiles: string[];
}

/** More than these are no bad luck of a busy machine. */
const RUN_AGAIN_AT_MOST = 3;
/** What only computes fails for a reason of its own: a property that found its exception is not asked again. */
const ONLY_COMPUTES = /\/rules\/|^tests\/(app|simulation)\/|^tests\/[^/]+$/;

/**
 * Runs the tests and answers real totals; a file that could not run counts as one failure. Up to three files that
 * failed among all the others are run once more by themselves: what a machine did that was too busy for its browsers
 * does not fail a whole run, but it is named at the end, so that somebody looks for the reason.
 */
export function runVitest(args: string[], env: NodeJS.ProcessEnv = {}): Totals {
	const first = run(args, env);
	const again = first.failedFiles;
	if (args.length > 0 || again.length === 0 || again.length > RUN_AGAIN_AT_MOST) return first;
	if (again.some((file) => ONLY_COMPUTES.test(file))) return first;
	console.log(`\nRun once more by themselves: ${again.join(", ")}\n`);
	const second = run(again, env);
	if (second.failed > 0 || second.passed === 0) return first;
	console.log(`\nPassed only when run again. Look for the reason: ${again.join(", ")}\n`);
	return { passed: first.passed + first.failed, failed: 0 };
}

function run(args: string[], env: NodeJS.ProcessEnv): Ran {
	const folder = mkdtempSync(join(tmpdir(), "tocsin-totals-"));
	const file = join(folder, "totals.json");
	const cli = join(ROOT, "node_modules/vitest/vitest.mjs");
	const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
	const { status } = spawnSync(process.execPath, [cli, "run", ...reporters, ...args], {
		cwd: ROOT,
		stdio: ["ignore", "inherit", "inherit"],
		env: { ...process.env, CHROMIUM_PATH: insistOnChromium(), FIREFOX_PATH: obtainFirefox() ?? "", ...env },
	});
	const ran = existsSync(file) ? readReport(file) : { passed: 0, failed: 0, failedFiles: [] };
	rmSync(folder, { recursive: true });
	return status !== 0 && ran.failed === 0 ? { ...ran, failed: 1 } : ran;
}

interface JsonReport {
	numPassedTests: number;
	numFailedTests: number;
	testResults: { name: string; status: string; assertionResults: { status: string }[] }[];
}

function readReport(file: string): Ran {
	const report: JsonReport = JSON.parse(readFileSync(file, "utf8"));
	const failed = report.testResults.filter((one) => one.status === "failed");
	const broken = failed.filter((one) => !one.assertionResults.some((test) => test.status === "failed"));
	return {
		passed: report.numPassedTests,
		failed: report.numFailedTests + broken.length,
		failedFiles: failed.map(({ name }) => relative(ROOT, name)),
	};
}
