/** Which secrets a deployment sends: what is missing, what was given, what is to be replaced. */
import { randomBytes } from "node:crypto";
import { GIVEN, MADE, type Settings } from "../settings.ts";
import { UserError } from "../user-error.ts";

export type MadeName = (typeof MADE)[number];

export interface SecretsPlan {
	/** Sent with the upload, by name. */
	send: Record<string, string>;
	/** Of those, the ones that were made here: nobody knows them until they are shown. */
	made: MadeName[];
	/** What is worth knowing about a setting that was given and is not sent. */
	notes: string[];
}

/** Not secret, or not for a deployment. */
const NOT_SENT: readonly string[] = ["PUBLIC_URL", "NODE_EXTRA_CA_CERTS"];

/**
 * `there` are the names that the Worker has. A given setting is sent each time, so that the same command may be
 * repeated; only MASTER_KEY stays as it is unless `rotate` names it, since what it sealed would be lost by accident.
 */
export function planSecrets(
	given: Partial<Settings>,
	there: readonly string[],
	rotate: readonly MadeName[],
	make = () => randomBytes(32).toString("base64url"),
): SecretsPlan {
	const plan: SecretsPlan = { send: {}, made: [], notes: [] };
	for (const name of MADE) {
		const isMissing = !there.includes(name) || rotate.includes(name);
		const value = given[name];
		if (isMissing && value === undefined) {
			plan.send[name] = make();
			plan.made.push(name);
		} else if (value !== undefined && (isMissing || name !== "MASTER_KEY")) plan.send[name] = value;
		else if (value !== undefined) plan.notes.push(MASTER_KEY_STAYS);
	}
	for (const name of GIVEN) {
		const value = given[name];
		if (value !== undefined && !NOT_SENT.includes(name)) plan.send[name] = value;
	}
	return plan;
}

const MASTER_KEY_STAYS =
	"MASTER_KEY was given and not sent: the Worker has one already, and it stays. To replace it, read docs/deploying.md first, then add --rotate MASTER_KEY.";

/** The names after each `--rotate`. Only what is made here can be made anew. */
export function readRotations(args: readonly string[]): MadeName[] {
	return args.flatMap((arg, at) => {
		if (arg !== "--rotate") return [];
		const name = MADE.find((one) => one === args[at + 1]);
		if (name) return [name];
		throw new UserError(
			`--rotate takes one of ${MADE.join(", ")}. Another setting is replaced by setting it in the environment.`,
		);
	});
}
