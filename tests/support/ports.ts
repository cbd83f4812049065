import { randomInt } from "node:crypto";
import { portIsFree } from "../../scripts/ports.ts";

/**
 * Below what the system hands to outgoing connections, so that none of those takes the port before it is used, and
 * above the last one that browsers and \`fetch\` refuse to call (10080).
 */
const FROM = 10_081;
const TO = 32_000;

/** A loopback port that is free now and most likely stays so, also over a restart. */
export async function freePort(): Promise<number> {
	for (;;) {
		const port = randomInt(FROM, TO);
		if (await portIsFree(port)) return port;
	}
}
