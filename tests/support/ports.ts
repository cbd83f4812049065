import { createServer } from "node:net";

/** A loopback port that is free now. */
export function freePort(): Promise<number> {
	return new Promise((answer, fail) => {
		const server = createServer();
		server.once("error", fail);
		server.listen(0, "127.0.0.1", () => {
			const address = server.address();
			server.close(() =>
				address && typeof address === "object" ? answer(address.port) : fail(new Error("no port")),
			);
		});
	});
}
