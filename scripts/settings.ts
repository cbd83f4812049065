/** Settings of a local instance: the environment wins over `.dev.vars`, and that over what the first start made. */
import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { settled } from "./settled.ts";

export const MADE = ["ADMIN_TOKEN", "MASTER_KEY", "SETUP_TOKEN"] as const;
export const GIVEN = [
	"EGRESS_ALLOW",
	"PUBLIC_URL",
	"VAPID_SUBJECT",
	"VAPID_PUBLIC_KEY",
	"VAPID_PRIVATE_KEY",
	"HEARTBEAT_URL",
	"DNS_RESOLVERS",
	"EMAIL_PROVIDER",
	"EMAIL_FROM",
	"EMAIL_URL",
	"EMAIL_KEY",
	"EMAIL_EVENTS_SECRET",
	"TELEGRAM_BOT_TOKEN",
	"TELEGRAM_URL",
	"SLACK_BOT_TOKEN",
	"SLACK_SIGNING_SECRET",
	"SLACK_URL",
	"PUSHOVER_APP_TOKEN",
	"PUSHOVER_URL",
	"TWILIO_ACCOUNT_SID",
	"TWILIO_AUTH_TOKEN",
	"TWILIO_FROM",
	"TWILIO_URL",
	"TELNYX_API_KEY",
	"TELNYX_PUBLIC_KEY",
	"TELNYX_FROM",
	"TELNYX_URL",
	"NODE_EXTRA_CA_CERTS",
] as const;

export type Settings = Record<(typeof MADE)[number], string> &
	Partial<Record<(typeof GIVEN)[number], string>>;

export const settingsPath = (state: string): string => join(state, "settings");

/** Secrets that nobody set are made once and kept under `state`, so that the same start finds them again. */
export function readSettings(state: string, root: string, environment: NodeJS.ProcessEnv): Settings {
	const path = settingsPath(state);
	const stored = readVars(path);
	const given = { ...stored, ...setOnes(readVars(join(root, ".dev.vars"))), ...setOnes(environment) };
	const missing = MADE.filter((name) => !given[name]);
	if (missing.length > 0) {
		const made = Object.fromEntries(missing.map((name) => [name, randomBytes(32).toString("base64url")]));
		writeVars(path, { ...stored, ...made });
		Object.assign(given, made);
	}
	if (existsSync(path)) chmodSync(path, 0o600);
	return settled(pick(given) as Settings);
}

/** `NAME=value` lines; blank lines, comments, `export` and a pair of quotes are understood. */
export function readVars(path: string): Record<string, string> {
	if (!existsSync(path)) return {};
	const found: Record<string, string> = {};
	for (const line of readFileSync(path, "utf8").split("\n")) {
		const match = /^\s*(?:export\s+)?([A-Z_][A-Z0-9_]*)\s*=\s*(.*?)\s*$/.exec(line);
		if (match?.[1]) found[match[1]] = (match[2] ?? "").replace(/^(["'])(.*)\1$/, "$2");
	}
	return found;
}

function writeVars(path: string, vars: Record<string, string>): void {
	const text = Object.entries(vars).map(([name, value]) => `${name}=${value}\n`);
	writeFileSync(`${path}.new`, text.join(""), { mode: 0o600, flush: true });
	renameSync(`${path}.new`, path);
}

/** What may be empty, which says "none"; anything else that is empty says nothing. */
const MAY_BE_NONE: readonly string[] = ["EGRESS_ALLOW", "HEARTBEAT_URL", "NODE_EXTRA_CA_CERTS"];

function setOnes(layer: Record<string, string | undefined>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(pick(layer)).filter(([name, value]) => value.trim() !== "" || MAY_BE_NONE.includes(name)),
	);
}

function pick(from: Record<string, string | undefined>): Record<string, string> {
	const names = [...MADE, ...GIVEN].filter((name) => from[name] !== undefined);
	return Object.fromEntries(names.map((name) => [name, from[name] ?? ""]));
}
