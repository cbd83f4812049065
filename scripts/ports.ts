import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "./user-error.ts";

/** Whether this machine's loopback lets us listen there now. */
export function portIsFree(port: number): Promise<boolean> {
	return new Promise((answer) => {
		const server = createServer();
		server.once("error", () => answer(false));
		server.listen(port, "127.0.0.1", () => server.close(() => answer(true)));
	});
}

const FREED_WITHIN_MS = 1_000;

/** `way` says what to do about it. A port whose owner was just ended may take a moment. */
export async function insistOnFree(port: number, way: string): Promise<void> {
	for (const until = Date.now() + FREED_WITHIN_MS; !(await portIsFree(port)); await sleep(50)) {
		if (Date.now() > until) throw new UserError(`Port ${port} is already in use. ${way}`);
	}
}
