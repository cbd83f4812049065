import { randomInt } from "node:crypto";
import { portIsFree } from "../../scripts/ports.ts";

/** Below what the system hands to outgoing connections, so that none of those takes the port before it is used. */
const FROM = 10_000;
const TO = 32_000;

/** A loopback port that is free now and most likely stays so, also over a restart. */
export async function freePort(): Promise<number> {
	for (;;) {
		const port = randomInt(FROM, TO);
		if (await portIsFree(port)) return port;
	}
}
