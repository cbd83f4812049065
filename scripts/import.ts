/**
 * `npm run import -- pagerduty [FILE]` reads an account of another tool by its API and writes the file that Tocsin’s
 * import takes. The key, in IMPORT_KEY, stays in this process: no instance sees it, and nothing prints or stores it.
 */
import { writeFileSync } from "node:fs";
import { grafanaOnCall } from "./import/grafana-oncall.ts";
import { opsgenie } from "./import/opsgenie.ts";
import { pagerDuty } from "./import/pagerduty.ts";
import { type Answer, reader } from "./import/reader.ts";
import { UserError } from "./user-error.ts";

const TOOLS = { pagerduty: pagerDuty, opsgenie, "grafana-oncall": grafanaOnCall };

async function main([name = "", path = `${name}.json`]: string[]): Promise<void> {
	const source = Object.hasOwn(TOOLS, name) ? TOOLS[name as keyof typeof TOOLS] : null;
	if (!source) throw new UserError(`Which tool? One of ${Object.keys(TOOLS).join(", ")}.`);
	const key = process.env.IMPORT_KEY?.trim();
	if (!key) throw new UserError(`Put the API key of ${source.tool} into the environment, as IMPORT_KEY.`);
	if (!/^[\x21-\x7e]+$/.test(key)) throw new UserError("IMPORT_KEY must be one word.");
	const url = process.env.IMPORT_URL || source.url;
	if (!url) throw new UserError(`Put the address of ${source.tool} into the environment, as IMPORT_URL.`);
	const answers = await source.read(reader(source.tool, url, source.headersOf(key)), Date.now());
	// People’s addresses are in it.
	writeFileSync(path, `${JSON.stringify(answers, null, "\t")}\n`, { mode: 0o600 });
	console.log(
		`${countsOf(answers)}\nWritten to ${path}. Nothing has changed: import this file, then plan and apply.`,
	);
}

const countsOf = (answers: Answer): string =>
	Object.entries(answers)
		.map(([name, list]) => `${name.replaceAll("_", " ")}: ${Array.isArray(list) ? list.length : 0}`)
		.join("\n");

try {
	await main(process.argv.slice(2));
} catch (error) {
	if (!(error instanceof UserError)) throw error;
	console.error(`tocsin: ${error.message}`);
	process.exitCode = 1;
}
